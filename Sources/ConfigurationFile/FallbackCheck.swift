// SPDX-License-Identifier: Apache-2.0

import RelinkModel

/// Looks at the `fallback:` of all channels together: one that cannot help when it is needed is refused.
struct FallbackCheck {
    /// A fallback of a fallback is the last that is told.
    private static let depth = 2

    private let channels: [ChannelDecoding]
    private let next: [String: Text]
    private let reading: Reading

    init(_ channels: [ChannelDecoding], reading: Reading) {
        self.channels = channels
        self.reading = reading
        next = Dictionary(channels.compactMap { channel in channel.fallback.map { (channel.id.value, $0) } }) { $1 }
    }

    /// Reports every problem.
    func report() {
        for channel in channels {
            guard let fallback = channel.fallback else { continue }
            if let problem = problem(of: channel, fallback) { reading.error(problem, at: fallback.place) }
        }
    }

    private func problem(of channel: ChannelDecoding, _ fallback: Text) -> String? {
        let names = channels.map(\.id.value)
        guard let target = channels.first(where: { $0.id.value == fallback.value }) else {
            let hint = fallback.isLiteral ? Suggestion.phrase(for: fallback.value, among: names) : ""
            return "there is no channel \(fallback.shown)\(hint)"
        }
        guard target.id.value != channel.id.value else { return "a channel cannot be its own `fallback`" }
        var chain = [channel.id.value]
        while let name = next[chain[chain.count - 1]]?.value, chain.count <= Self.depth + 1 {
            if chain.contains(name) { return "fallbacks go round: \((chain + [name]).joined(separator: " → "))" }
            chain.append(name)
        }
        if chain.count > Self.depth + 1 {
            return "at most two fallbacks follow each other, but here are \(chain.joined(separator: " → "))"
        }
        if let ours = channel.settings?.reach, ours == target.settings?.reach {
            return "`\(target.id.value)` has the same host and key as `\(channel.id.value)`, so both fail together"
        }
        guard target.settings.map({ $0.plan.subscriptions.contains(.incidents) }) ?? true else {
            return "`\(target.id.value)` does not take incidents; add them to its `events`"
        }
        return nil
    }
}

extension ChannelSettings {
    /// What has to work for the channel to work: the host and the key. Holds secrets and is only compared.
    fileprivate var reach: [String] {
        switch target {
        case .slack(let url): [url.revealed]
        case .telegram(let telegram): [telegram.baseURL, telegram.token.revealed]
        case .webhook(let webhook):
            [String(webhook.url.revealed.split(separator: "/").prefix(2).joined(separator: "/"))]
                + webhook.headers.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value.revealed] }
        }
    }
}
