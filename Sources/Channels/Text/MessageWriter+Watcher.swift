// SPDX-License-Identifier: Apache-2.0

import RelinkModel

/// What Relink says of itself.
extension MessageWriter {
    private var channel: String { "Channel \(clean(event.passage.channel?.rawValue ?? "", limits.name))" }

    var watcherHeadline: String {
        switch event.kind {
        case .watcherChannelFailing: "\(channel) does not take my messages."
        case .watcherChannelRecovered: "\(channel) takes my messages again."
        case .watcherBlind where isOver: "I see the gateways again."
        case .watcherBlind: "None of the \(gateways) gateways answers: either they are down, or my network is."
        case .watcherConfigRejected where isOver: "The configuration is taken again."
        case .watcherConfigRejected: "The changed configuration was not taken."
        case .watcherStarted: "I was ended while I sent, and have started again."
        case .watcherDegraded: "I cannot store what happens."
        default: "Relink: \(event.kind.rawValue)."
        }
    }

    private var isOver: Bool { !condition.state.isBad }
    private var gateways: Int { event.counts?.total ?? 0 }

    var watcherFacts: [String] {
        switch event.kind {
        case .watcherChannelRecovered: [span.map { "It failed \($0)." } ?? ""]
        case .watcherBlind where isOver:
            [
                span.map { "None of the \(gateways) answered \($0)." } ?? "",
                "I take it for a failure of my own network; what happened meanwhile I did not see. A gateway that stays "
                    + "away is told of by itself.",
            ]
        case .watcherConfigRejected where isOver: [span.map { "The one before ran on \($0)." } ?? ""]
        case .watcherStarted:
            [
                gateways == 1
                    ? "One message is sent once more, and may come twice; it has the same id then."
                    : "\(gateways) messages are sent once more, and may come twice; they have the same ids then."
            ]
        default: [event.since.map { "Since \(time($0))\(quoted.isEmpty ? "" : ": \(quoted)")." } ?? quoted]
        }
    }

    var watcherAction: [String] {
        switch event.kind {
        case .watcherChannelFailing:
            ["Do: check its address and its key.", "What it misses waits, and is sent once it works again."]
        case .watcherBlind where !isOver:
            [
                "Do: look at the network of the machine that I run on first, then at the gateways.",
                "I tell of none of them by itself before one of them answers.",
            ]
        case .watcherConfigRejected where !isOver:
            ["Do: mend it (all mistakes: relink check) and reload.", "Until then the one before goes on running."]
        case .watcherDegraded:
            [
                "Do: make room on the disk of the store, or mend it.",
                "I go on watching and keep what happens in memory; nothing is told before it is stored.",
            ]
        default: []
        }
    }
}
