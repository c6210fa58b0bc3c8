// SPDX-License-Identifier: Apache-2.0

import RelinkModel

/// What Relink says of itself.
extension MessageWriter {
    private var channel: String { "Channel \(clean(event.passage.channel?.rawValue ?? "", limits.name))" }

    var watcherHeadline: String {
        switch event.kind {
        case .watcherChannelFailing: "\(channel) does not take my messages."
        case .watcherChannelRecovered: "\(channel) takes my messages again."
        case .watcherDegraded: "I cannot store what happens."
        default: "Relink: \(event.kind.rawValue)."
        }
    }

    var watcherFacts: [String] {
        switch event.kind {
        case .watcherChannelRecovered: [span.map { "It failed \($0)." } ?? ""]
        default: [event.since.map { "Since \(time($0))\(quoted.isEmpty ? "" : ": \(quoted)")." } ?? quoted]
        }
    }

    var watcherAction: [String] {
        switch event.kind {
        case .watcherChannelFailing:
            ["Do: check its address and its key.", "What it misses waits, and is sent once it works again."]
        case .watcherDegraded:
            [
                "Do: make room on the disk of the store, or mend it.",
                "I go on watching and keep what happens in memory; nothing is told before it is stored.",
            ]
        default: []
        }
    }
}
