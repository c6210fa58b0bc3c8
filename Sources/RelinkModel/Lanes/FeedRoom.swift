// SPDX-License-Identifier: Apache-2.0

/// How much the feeds of transitions may hold while nobody takes them: each the whole, or its share of what there is for
/// all of them, so that ten thousand sessions that flap while every channel is down cost no more memory than a hundred.
struct FeedRoom: Sendable {
    /// Open rows of all feeds of a gateway together, beyond which each has less than ``Lane/feedLimit``.
    static let rows = 20_000
    /// What each has at least: what is sent, a report of the gap, and the newest.
    static let least = 4

    private var feeds = 0

    /// Open rows that one feed may have now.
    var limit: Int { min(Lane.feedLimit, max(Self.least, Self.rows / max(feeds, 1))) }

    /// Notes that a feed begins to wait, or waits no more.
    mutating func note(_ key: LaneKey, waited: Bool, waits: Bool) {
        guard key.feed == .transitions, waited != waits else { return }
        feeds += waits ? 1 : -1
    }
}
