// SPDX-License-Identifier: Apache-2.0

/// Whether a gateway that pushes still does. One that lost its subscription goes on answering polls, so that nobody misses
/// anything but the speed (EvolutionAPI/evolution-go, issue 187: subscriptions are wiped by a reconnection).
struct PushWatch: Sendable {
    /// Changes that polls see while no push comes at all, before somebody is told.
    static let enough = 3
    /// A push may come that much later than the poll that saw the change.
    static let lateness: Duration = .seconds(60)

    private var lastPush: BootTime?
    private var missed = 0

    /// A push came.
    ///
    /// - Returns: whether none had come for so long that it was told.
    mutating func came(at now: BootTime) -> Bool {
        defer { (lastPush, missed) = (now, 0) }
        return missed >= Self.enough
    }

    /// A poll saw a change.
    ///
    /// - Returns: whether to tell now that pushes do not come any more.
    mutating func changed(at now: BootTime) -> Bool {
        guard let lastPush, now - lastPush > Self.lateness else { return false }
        missed += 1
        return missed == Self.enough
    }
}
