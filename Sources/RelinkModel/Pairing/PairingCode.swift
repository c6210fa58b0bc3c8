// SPDX-License-Identifier: Apache-2.0

/// The eight characters that a person types into the phone instead of scanning: whoever types them links that phone, so
/// they are treated as a secret, in memory alone.
package struct PairingCode: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
    /// How long WhatsApp takes one: whatsapp-web.js asks for another after that (pedroslopez/whatsapp-web.js 1.34.6,
    /// src/Client.js, `requestPairingCode`, `intervalMs`).
    package static let life: Duration = .seconds(180)

    private let value: String

    /// The code, or nil when it is anything but eight capital letters and digits. A hyphen in the middle is left out.
    package init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 1 || parts.count == 2 && parts[0].count == 4 else { return nil }
        let value = parts.joined()
        guard value.utf8.count == 8, value.utf8.allSatisfy(Self.isAllowed) else { return nil }
        self.value = value
    }

    /// The code itself, as the phone shows its two halves, for the one place that shows it.
    package var revealed: String { "\(value.prefix(4))-\(value.suffix(4))" }

    package var description: String { "***" }
    package var customMirror: Mirror { Mirror(self, children: []) }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
