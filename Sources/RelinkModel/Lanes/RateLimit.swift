// SPDX-License-Identifier: Apache-2.0

/// How many requests a service takes from us. Channels with an equal key share one limit.
package struct RateLimit: Hashable, Sendable {
    /// What the service counts by: a chat, a webhook's address. Holds no secret.
    package let key: String
    /// That many at once.
    package let burst: Int
    /// Between two of them in the long run.
    package let interval: Duration

    /// A limit of those numbers.
    package init(key: String, burst: Int, interval: Duration) {
        self.key = key
        self.burst = max(1, burst)
        self.interval = max(interval, .milliseconds(1))
    }

    /// Kept for urgent messages: a fifth of the burst.
    var reserve: Int { burst / 5 }
}
