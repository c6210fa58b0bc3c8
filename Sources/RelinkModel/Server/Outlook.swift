// SPDX-License-Identifier: Apache-2.0

/// What is seen of one gateway.
package enum Outlook: Hashable, Sendable {
    /// It was not asked yet.
    case unknown
    /// It answered its last ping.
    case seen
    /// It fails its pings since then, whether that is believed yet or not.
    case lost(since: Moment)
}
