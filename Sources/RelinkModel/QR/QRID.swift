// SPDX-License-Identifier: Apache-2.0

/// Names a QR code without revealing it: a prefix of the payload's SHA-256, computed by the adapter.
package struct QRID: RawRepresentable, Hashable, Sendable {
    /// 16 hexadecimal digits.
    package let rawValue: String

    /// The id of those digits.
    package init(rawValue: String) { self.rawValue = rawValue }
}
