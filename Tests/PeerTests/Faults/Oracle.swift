// SPDX-License-Identifier: Apache-2.0

/// Compares what had to be told with what one channel's receiver noted.
///
/// It knows neither the watcher's store nor its logs. The script holds every state until the watcher must have seen it, so
/// that each change is to be told, once and in order.
enum Oracle {
    /// What of the changes arrived.
    ///
    /// - Parameter received: what came to one channel, in that order.
    static func judge(_ steps: [Script.Step], _ received: [Received]) -> FaultFigures {
        var figures = copies(received)
        let bySession = Dictionary(grouping: transitions(received), by: { $0.session ?? "" })
        let expected = Dictionary(grouping: steps, by: \.session)
        for (session, steps) in expected {
            figures.add(compare(steps, bySession[session] ?? []))
        }
        for (session, told) in bySession where expected[session] == nil { figures.strays += told.count }
        return figures
    }

    /// The changes that were told, each once, as they came.
    static func transitions(_ received: [Received]) -> [Received] {
        firsts(received.filter { $0.isAccepted && $0.kind == "session.transition" })
    }

    /// Compares what was told of a session with what the watcher's own history says that it saw: all, once and in order.
    static func compare(_ seen: [Change], _ told: [Received]) -> FaultFigures {
        var figures = FaultFigures(alerts: seen.count, lost: max(0, seen.count - told.count))
        let numbers = told.compactMap(\.number)
        if told.map(\.change) != seen || numbers != numbers.sorted() { figures.strays = 1 }
        return figures
    }

    /// What of the outages was told to its end: who heard of one that is over must have heard so.
    static func unended(_ truth: [String: String], _ received: [Received]) -> [String] {
        let incidents = received.filter { $0.isAccepted && endings[$0.kind] != nil }
        let bySession = Dictionary(grouping: firsts(incidents), by: { $0.session ?? "" })
        return truth.keys.sorted().filter { session in
            guard truth[session] == "connected", let last = bySession[session]?.last else { return false }
            return endings[last.kind] == false
        }
    }

    /// Kinds that tell of an outage, and whether it is over then.
    private static let endings = [
        "session.opened": false, "session.first_seen": false, "session.relapsed": false, "session.changed": false,
        "session.recovered": true, "session.brief_outage": true,
    ]

    private static func firsts(_ messages: [Received]) -> [Received] {
        var seen: Set<String> = []
        return messages.filter { seen.insert($0.id).inserted }
    }

    /// Copies that were taken, and such whose bytes differ.
    static func copies(_ received: [Received]) -> FaultFigures {
        var figures = FaultFigures()
        for (_, messages) in Dictionary(grouping: received.filter { !$0.id.isEmpty }, by: \.id) {
            figures.duplicated += max(0, messages.count(where: \.isAccepted) - 1)
            figures.altered += Set(messages.map(\.hash)).count - 1
        }
        return figures
    }

    /// In order: what is told beyond the script is a stray, and the rest of the script is lost.
    private static func compare(_ steps: [Script.Step], _ told: [Received]) -> FaultFigures {
        var figures = FaultFigures(alerts: steps.count)
        var next = 0
        var state = "connected"
        for message in told {
            guard next < steps.count, message.state == steps[next].state, message.previous == state else {
                figures.strays += 1
                continue
            }
            figures.delays.append(message.time - steps[next].at)
            state = message.state
            next += 1
        }
        figures.lost = steps.count - next
        return figures
    }
}
