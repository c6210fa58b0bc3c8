// SPDX-License-Identifier: Apache-2.0

/// How often rounds of a session's QR codes may begin: every round starts its browser anew, and many of them may get
/// the number banned. Kept in memory only: a restart of Relink counts anew.
struct RoundBudget: Sendable {
    private static let hour: Duration = .hours(1)

    private let shared: SharedPolicy
    private var policy: WatchPolicy { shared.policy }
    /// The last rounds that began by a person's wish, oldest first, no more than count.
    private var wished: [BootTime] = []
    /// The last ones that began by themselves.
    private var renewed: [BootTime] = []

    init(policy shared: SharedPolicy) { self.shared = shared }

    /// When a person may wish for the next round; at the latest now where nothing stands against it.
    var nextWish: BootTime {
        let spaced = wished.last.map { $0 + policy.roundSpacing }
        return [spaced, Self.turn(wished, of: policy.roundsPerHour)].compactMap { $0 }.max()
            ?? BootTime(milliseconds: .min)
    }

    /// When the next round may begin by itself.
    var nextRenewal: BootTime {
        let spaced = [wished.last, renewed.last].compactMap { $0 }.max().map { $0 + policy.roundSpacing }
        return [spaced, Self.turn(renewed, of: policy.renewalsPerHour)].compactMap { $0 }.max()
            ?? BootTime(milliseconds: .min)
    }

    /// Notes that a person began one.
    mutating func wish(at now: Moment) { Self.note(now, in: &wished, of: policy.roundsPerHour) }

    /// Notes that one began by itself.
    mutating func renew(at now: Moment) { Self.note(now, in: &renewed, of: policy.renewalsPerHour) }

    private static func turn(_ rounds: [BootTime], of limit: Int) -> BootTime? {
        rounds.count >= limit ? rounds.first.map { $0 + hour } : nil
    }

    private static func note(_ now: Moment, in rounds: inout [BootTime], of limit: Int) {
        rounds.append(now.boot)
        if rounds.count > limit { rounds.removeFirst(rounds.count - limit) }
    }
}
