// SPDX-License-Identifier: Apache-2.0

/// The end of a phone number: as much as it takes to tell one account from another, and no more.
///
/// Eight digits are compared, since the same number is written with and without a country code, a trunk zero, or the
/// ninth digit that Brazil added. People see four.
package struct AccountNumber: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
    /// How many digits are compared and stored.
    package static let length = 8

    /// The last eight digits, for the store.
    package let digits: String

    /// The end of a number; everything in it but ASCII digits is skipped. Nil where fewer than eight are left.
    package init?(_ number: some StringProtocol) {
        let digits = number.unicodeScalars.filter { ("0"..."9").contains($0) }
        guard digits.count >= Self.length else { return nil }
        self.digits = String(String.UnicodeScalarView(digits.suffix(Self.length)))
    }

    /// The last four, for people.
    package var last4: String { String(digits.suffix(4)) }

    package var description: String { "…\(last4)" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
