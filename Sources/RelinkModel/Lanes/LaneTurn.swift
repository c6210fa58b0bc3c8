// SPDX-License-Identifier: Apache-2.0

/// What a lane's next message waits with before its channel: how urgent it is, how old, and from when on it may go.
package struct LaneTurn: Hashable, Sendable {
    /// How urgent.
    package let retryClass: RetryClass
    /// When the message was decided; among equally urgent ones the oldest goes first.
    package let since: BootTime
    /// Its own pause after a failure ends then. A channel that fails as a whole does not wait for it.
    package let dueAt: BootTime

    /// A turn of those facts.
    package init(retryClass: RetryClass, since: BootTime, dueAt: BootTime) {
        self.retryClass = retryClass
        self.since = since
        self.dueAt = dueAt
    }
}
