// SPDX-License-Identifier: Apache-2.0

/// How many sessions a gateway has, and how many of them were and are connected.
package struct SessionCounts: Hashable, Sendable {
    /// All sessions watched there.
    package let total: Int
    /// Connected when the gateway was last reached.
    package let connectedBefore: Int
    /// Connected now; equal to `connectedBefore` while the gateway is away.
    package let connectedNow: Int

    /// Those counts.
    package init(total: Int, connectedBefore: Int, connectedNow: Int) {
        self.total = total
        self.connectedBefore = connectedBefore
        self.connectedNow = connectedNow
    }
}
