// SPDX-License-Identifier: Apache-2.0

/// What is stored of how often a session dropped lately.
package struct FlappingRecord: Hashable, Sendable {
    /// The last outages, oldest first.
    package let drops: [Timestamp]
    /// Whether it flaps.
    package let isActive: Bool
    /// Outages since it began to flap.
    package let count: Int

    /// A record of those facts.
    package init(drops: [Timestamp], isActive: Bool, count: Int) {
        self.drops = drops
        self.isActive = isActive
        self.count = count
    }
}
