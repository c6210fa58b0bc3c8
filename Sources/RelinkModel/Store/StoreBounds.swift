// SPDX-License-Identifier: Apache-2.0

/// What a store need not keep any longer.
package struct StoreBounds: Hashable, Sendable {
    /// History and closed incidents before that are forgotten.
    package let historyBefore: Timestamp
    /// So are rows, decided before that, that were delivered or replaced, with their attempts.
    package let deliveredBefore: Timestamp
    /// So are rows, decided before that, that were given up.
    package let deadBefore: Timestamp
    /// Of the rows that were replaced before anybody was told, the newest that many are kept.
    package let replaced: Int

    /// Those bounds.
    package init(historyBefore: Timestamp, deliveredBefore: Timestamp, deadBefore: Timestamp, replaced: Int) {
        (self.historyBefore, self.deliveredBefore, self.deadBefore) = (historyBefore, deliveredBefore, deadBefore)
        self.replaced = replaced
    }
}
