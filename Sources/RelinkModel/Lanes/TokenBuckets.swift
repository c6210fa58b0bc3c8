// SPDX-License-Identifier: Apache-2.0

/// The buckets of all rate limits: a request takes a token from each of its channel's, and tokens come back in time.
package struct TokenBuckets: Sendable {
    /// A full bucket is one whose last token comes back now or did so before.
    private var fullAt: [RateLimit: BootTime] = [:]

    /// Full buckets.
    package init() {}

    /// When a request may be made; a time that is over for at once.
    package func opens(_ limits: [RateLimit], isUrgent: Bool) -> BootTime {
        let times = limits.map { limit -> BootTime in
            // One token may be taken as soon as no more than the others are missing.
            let others = limit.burst - 1 - (isUrgent ? 0 : limit.reserve)
            return (fullAt[limit] ?? .distantPast) - limit.interval * others
        }
        return times.max() ?? .distantPast
    }

    /// Takes a token from each bucket.
    package mutating func take(_ limits: [RateLimit], at now: BootTime) {
        for limit in limits { fullAt[limit] = max(fullAt[limit] ?? now, now) + limit.interval }
    }

    /// Puts a token back into each bucket, since the request was not made.
    package mutating func putBack(_ limits: [RateLimit]) {
        for limit in limits { fullAt[limit] = fullAt[limit].map { $0 - limit.interval } }
    }
}

extension BootTime {
    /// Before anything that can have happened.
    fileprivate static let distantPast = BootTime(milliseconds: 0)
}
