// SPDX-License-Identifier: Apache-2.0

/// The text inside a QR code: whoever scans it links a phone, so it is treated as a secret.
package struct QRPayload: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
    /// The longest payload accepted, in bytes. A code of WhatsApp is about 240.
    package static let limit = 1024

    private let value: String

    /// The payload, or nil when it is empty, too long or holds a byte outside `[A-Za-z0-9@,+/=_.:-]`.
    ///
    /// The alphabet is what linking codes are made of, and it needs no escaping in JSON, HTML or a shell: a forged
    /// answer cannot inject anything through it.
    package init?(_ text: String) {
        guard (1...Self.limit).contains(text.utf8.count), text.utf8.allSatisfy(Self.isAllowed) else { return nil }
        value = text
    }

    /// The payload itself, for the one place that shows it.
    package var revealed: String { value }

    package var description: String { "***" }
    package var customMirror: Mirror { Mirror(self, children: []) }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        case UInt8(ascii: "@"), UInt8(ascii: ","), UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "="),
            UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
