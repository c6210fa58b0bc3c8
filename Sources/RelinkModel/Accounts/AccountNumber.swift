// SPDX-License-Identifier: Apache-2.0

/// The end of a phone number: as much as it takes to tell one account from another, and no more.
///
/// Eight digits are compared, since the same number is written with and without a country code, a trunk zero, or the
/// ninth digit that Brazil added. People see four.
package struct AccountNumber: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
    /// How many digits are compared and stored.
    package static let length = 8

    /// The eight digits as one number: every session has some of these.
    private let value: UInt32

    /// The end of a number; everything in it but ASCII digits is skipped. Nil where fewer than eight are left.
    package init?(_ number: some StringProtocol) {
        var value: UInt32 = 0
        var count = 0
        for byte in number.utf8 where (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
            value = (value * 10 + UInt32(byte - UInt8(ascii: "0"))) % 100_000_000
            count += 1
        }
        guard count >= Self.length else { return nil }
        self.value = value
    }

    /// The last eight digits, for the store.
    package var digits: String {
        let text = String(value)
        return String(repeating: "0", count: Self.length - text.count) + text
    }

    /// The last four, for people.
    package var last4: String { String(digits.suffix(4)) }

    package var description: String { "…\(last4)" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
