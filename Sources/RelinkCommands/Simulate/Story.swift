// SPDX-License-Identifier: Apache-2.0

import Channels
import RelinkModel
import Simulation

/// What happened in a simulated run, as people read it: messages whole, and in dim lines between them what led to them.
struct Story {
    /// Lines of one kind at one time beyond which the others are only counted.
    private static let alikeLimit = 3

    let happenings: [Happening]
    let clock: LocalClock
    let isColoured: Bool

    /// The story and a summary for each recipient.
    var text: String { lines.joined(separator: "\n") + "\n\n" + summary }

    private var lines: [String] {
        var lines: [String] = []
        var index = happenings.startIndex
        while index < happenings.endIndex {
            // Hundreds of sessions that do the same together are one thing to a reader.
            let alike = happenings[index...].prefix { Self.isAlike($0, happenings[index]) }
            let shown = alike.count > Self.alikeLimit ? alike.prefix(Self.alikeLimit - 1) : alike
            lines += shown.compactMap(line)
            if shown.count < alike.count, let last = alike.last {
                lines.append(dim("\(time(last))  … and \(alike.count - shown.count) more like this"))
            }
            index = alike.endIndex
        }
        return lines
    }

    private static func isAlike(_ one: Happening, _ before: Happening) -> Bool {
        guard case .logged(let gateway, let entry) = one.what, case .logged(let other, let first) = before.what
        else { return one == before }
        return gateway == other && entry.name == first.name && one.offset - before.offset <= .seconds(60)
    }

    private func line(_ happening: Happening) -> String? {
        switch happening.what {
        case .told(let message):
            let copy = message.isCopy ? " (again: its first answer was lost)" : ""
            let head = "\(time(happening))  → \(message.recipient)  \(message.event.kind.rawValue)\(copy)"
            return "\(bold(head))\n      \(PrintableText.of(message.text))"
        case .logged(_, let entry):
            // Each message is told above with its own words.
            guard entry.level != .debug, !entry.name.hasPrefix("delivery.delivered") else { return nil }
            return dim("\(time(happening))  \(PrintableText.of(entry.sentence))")
        case .cue(let cue):
            return dim("\(time(happening))  * \(PrintableText.of(cue.words))")
        }
    }

    private var summary: String {
        var messages: [String: [ToldMessage]] = [:]
        for case .told(let message) in happenings.map(\.what) {
            messages[message.recipient.description, default: []].append(message)
        }
        guard !messages.isEmpty else { return "Nobody is told anything.\n" }
        let rows = messages.sorted { $0.key < $1.key }.map { recipient, messages in
            [recipient, "\(messages.count)", "\(messages.count(where: \.wakes))", kinds(messages)]
        }
        return TextTable.text(["RECIPIENT", "MESSAGES", "OF THEM LOUD", "KINDS"], rows)
    }

    private func kinds(_ messages: [ToldMessage]) -> String {
        let counts = Dictionary(grouping: messages, by: \.event.kind).mapValues(\.count)
        return counts.sorted { $0.key.rawValue < $1.key.rawValue }.map { "\($0.value) \($0.key.rawValue)" }
            .joined(separator: ", ")
    }

    private func time(_ happening: Happening) -> String { clock.precise(happening.at) }
    private func dim(_ text: String) -> String { isColoured ? "\u{1B}[2m\(text)\u{1B}[0m" : text }
    private func bold(_ text: String) -> String { isColoured ? "\u{1B}[1m\(text)\u{1B}[0m" : text }
}
