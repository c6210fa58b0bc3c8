// SPDX-License-Identifier: Apache-2.0

/// That no gateway is seen.
package struct Blindness: Hashable, Sendable {
    /// When the first of them was lost.
    package let since: Moment
    /// How many there are.
    package let gateways: Int

    /// So many, lost since then.
    package init(since: Moment, gateways: Int) {
        self.since = since
        self.gateways = gateways
    }
}
