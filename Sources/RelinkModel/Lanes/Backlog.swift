// SPDX-License-Identifier: Apache-2.0

/// Messages that are not out yet.
package struct Backlog: Hashable, Sendable {
    /// How many.
    package private(set) var count = 0
    /// Since when the oldest has been due; nil while there are none.
    package private(set) var oldest: BootTime?

    /// None.
    package init() {}

    /// Counts one that has been due since then.
    package mutating func add(since: BootTime) {
        count += 1
        oldest = min(oldest ?? since, since)
    }

    /// Counts all of another one too.
    package mutating func add(_ other: Backlog) {
        count += other.count
        if let theirs = other.oldest { oldest = min(oldest ?? theirs, theirs) }
    }
}

extension Lanes {
    /// Whatever may be told and is not out yet, by class. What waits for somebody's hours, or for company, is no row yet.
    var backlog: [RetryClass: Backlog] {
        var found: [RetryClass: Backlog] = [:]
        for (row, since) in waiting { found[RetryClass(row.event.kind), default: Backlog()].add(since: since) }
        return found
    }

    /// Since when the oldest urgent message of each channel is due that nobody was told in its place either.
    var oldestUrgent: [ChannelID: BootTime] {
        var found: [ChannelID: BootTime] = [:]
        for (row, since) in waiting where RetryClass(row.event.kind) == .urgent && row.standIn == .none {
            found[row.lane.recipient.channel] = min(found[row.lane.recipient.channel] ?? since, since)
        }
        return found
    }
}

extension GatewayWatch {
    /// Whatever may be told and is not out yet, by class.
    package var backlog: [RetryClass: Backlog] { lanes.backlog }

    /// Since when the oldest urgent message of each channel is due that nobody was told in its place either.
    package var oldestUrgent: [ChannelID: BootTime] { lanes.oldestUrgent }
}
