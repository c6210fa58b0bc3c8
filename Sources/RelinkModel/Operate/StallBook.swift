// SPDX-License-Identifier: Apache-2.0

/// Which loops do not turn although they were knocked at.
///
/// Somebody looks every ``interval`` and knocks at every loop that has turned since the knock before. One that hangs, in a
/// name that is never resolved or in a call that never returns, is seen within three seconds.
package struct StallBook: Sendable {
    /// A loop that does not follow a knock for that long is stalled.
    package static let patience: Duration = .seconds(2)
    /// From one look to the next.
    package static let interval: Duration = .seconds(1)

    /// Something to tell people of.
    package enum News: Hashable, Sendable {
        /// The loop does not turn.
        case stalled(String, since: BootTime)
        /// It turns again.
        case turns(String, stood: Duration)
    }

    private struct Knock {
        var turns: Int
        var at: BootTime
        var isTold = false
    }

    private var knocks: [String: Knock] = [:]
    private var lookedAt: BootTime?
    private var counts: [String: Int] = [:]

    /// A book without entries.
    package init() {}

    /// Begins a look. When the last one was long ago, whoever looks was asleep itself, as a suspended machine is: what
    /// has not turned meanwhile gets its time anew.
    package mutating func begin(at now: BootTime) {
        defer { lookedAt = now }
        guard let lookedAt, now - lookedAt > Self.interval * 2 else { return }
        for (name, knock) in knocks where !knock.isTold { knocks[name]?.at = now }
    }

    /// Takes in how often a loop has turned.
    ///
    /// - Returns: what is new, and whether it is to be knocked at.
    package mutating func look(_ name: String, turns: Int, at now: BootTime) -> (news: News?, knocks: Bool) {
        guard let knock = knocks[name], knock.turns == turns else {
            let before = knocks.updateValue(Knock(turns: turns, at: now), forKey: name)
            guard let before, before.isTold else { return (nil, true) }
            return (.turns(name, stood: now - before.at), true)
        }
        guard !knock.isTold, now - knock.at > Self.patience else { return (nil, false) }
        knocks[name]?.isTold = true
        counts[name, default: 0] += 1
        return (.stalled(name, since: knock.at), false)
    }

    /// How long each loop stands, zero for those that turn, by name.
    package func stalls(at now: BootTime) -> [(loop: String, length: Duration)] {
        knocks.sorted { $0.key < $1.key }.map { ($0.key, $0.value.isTold ? now - $0.value.at : .zero) }
    }

    /// How often the loop has stood still.
    package func count(_ name: String) -> Int { counts[name] ?? 0 }
}
