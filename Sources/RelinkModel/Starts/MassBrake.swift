// SPDX-License-Identifier: Apache-2.0

/// Whether so many sessions of a gateway went down together that none is started automatically for a while.
///
/// Then it is the gateway's or WhatsApp's doing, and hundreds of browsers that start together make it worse.
struct MassBrake: Sendable {
    /// Outages that come together.
    static let window: Duration = .seconds(60)
    /// How long nothing is started.
    static let pause: Duration = .minutes(2)
    /// Fewer are never a mass.
    static let least = 5

    private let policy: WatchPolicy
    /// The last outages, oldest first, no more than it takes.
    private var drops: [BootTime] = []
    private var until: BootTime?

    init(policy: WatchPolicy) { self.policy = policy }

    /// Whether nothing is to be started.
    var isOn: Bool { until != nil }

    /// When starts are possible again.
    var nextDeadline: BootTime? { until }

    /// Notes an outage.
    ///
    /// - Parameter sessions: how many the gateway has.
    mutating func dropped(of sessions: Int, at now: Moment) {
        let enough = max(Self.least, sessions * policy.massShare / 100) + 1
        drops.append(now.boot)
        if drops.count > enough { drops.removeFirst(drops.count - enough) }
        guard drops.count == enough, let first = drops.first, first > now.boot - Self.window else { return }
        until = now.boot + Self.pause
    }

    /// Lets go when its time is over.
    mutating func turn(at now: Moment) {
        if let until, until <= now.boot { self.until = nil }
    }
}
