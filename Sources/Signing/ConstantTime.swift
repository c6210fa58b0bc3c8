// SPDX-License-Identifier: Apache-2.0

import CCrypto

/// Comparison that takes as long for a near miss as for a wild guess.
package enum ConstantTime {
    /// Whether both hold the same bytes. Only the lengths can be learnt from how long it takes.
    package static func equal(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        left.count == right.count && CRYPTO_memcmp(left, right, left.count) == 0
    }
}
