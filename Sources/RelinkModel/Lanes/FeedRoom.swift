// SPDX-License-Identifier: Apache-2.0

/// How much the feeds of transitions may hold while nobody takes them: each ``Lane/feedLimit``, or its share of ``shared``
/// where there are so many, but never less than ``least``. One that holds more gives it up with its next transition.
struct FeedRoom: Sendable {
    /// Open rows for all feeds of a gateway together: some 20 MiB.
    static let shared = 20_000
    /// What each has at least: what is sent, a report of the gap, and the newest.
    static let least = 4

    private var feeds = 0

    /// Open rows that one feed may have now.
    var limit: Int { min(Lane.feedLimit, max(Self.least, Self.shared / max(feeds, 1))) }

    /// Notes that a feed begins to hold rows, or holds none any more.
    mutating func note(_ key: LaneKey, waited: Bool, waits: Bool) {
        guard key.feed == .transitions, waited != waits else { return }
        feeds += waits ? 1 : -1
    }
}
