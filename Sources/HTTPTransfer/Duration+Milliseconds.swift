// SPDX-License-Identifier: Apache-2.0

extension Duration {
    /// Whole milliseconds, rounded up, so that a wait is never cut to nothing; not below 0.
    var milliseconds: Int {
        let (seconds, attoseconds) = components
        guard seconds >= 0, attoseconds >= 0 else { return 0 }
        let perMillisecond: Int64 = 1_000_000_000_000_000
        return Int(clamping: min(seconds, 1_000_000_000) * 1000 + (attoseconds + perMillisecond - 1) / perMillisecond)
    }
}
