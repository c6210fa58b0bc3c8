// SPDX-License-Identifier: Apache-2.0

/// A hole in a frozen request that each attempt fills anew: secrets, the session's current QR code, links.
///
/// So neither a secret nor a QR code is ever stored, and a retry shows the code of that moment.
package struct Slot: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// `secret.NAME`, or one of the names below.
    package let rawValue: String

    /// The slot of that name.
    package init(rawValue: String) { self.rawValue = rawValue }

    package init(stringLiteral value: String) { rawValue = value }

    package var description: String { rawValue }

    /// A value of the channel's configuration that must not be stored, by its name there.
    package static func secret(_ name: String) -> Slot { Slot(rawValue: "secret.\(name)") }

    /// The address of the contact that a message is for, where a template names it. A request is never stored with it,
    /// but with the contact's own ``address(of:)``.
    package static let contactAddress: Slot = "contact.to"
    /// The address of that contact at the service behind its channel.
    package static func address(of contact: ContactID) -> Slot { Slot(rawValue: "contact.to.\(contact)") }

    /// The whole `qr` object of the webhook body as JSON, or `null`.
    package static let qrObject: Slot = "qr.object"
    /// The code's text, or nothing.
    package static let qrPayload: Slot = "qr.payload"
    /// The picture, base64, or nothing.
    package static let qrPNGBase64: Slot = "qr.png_base64"
    /// The picture's bytes; only as a part of its own.
    package static let qrPNG: Slot = "qr.png"
    /// The picture as text of half blocks, or nothing.
    package static let qrHalfBlocks: Slot = "qr.half_blocks"
    /// When the code ends, RFC 3339, or nothing.
    package static let qrExpiresAt: Slot = "qr.expires_at"
}
