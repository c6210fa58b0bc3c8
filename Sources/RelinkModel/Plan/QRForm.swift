// SPDX-License-Identifier: Apache-2.0

/// How a channel shows the QR code (`qr:` in the configuration).
package enum QRForm: String, Sendable, CaseIterable {
    /// The best that the channel can do.
    case auto
    /// A picture.
    case image
    /// A link to the live page.
    case link
    /// The code's text.
    case text
    /// The eight characters to type on the phone.
    case pairingCode = "pairing_code"
    /// Nothing.
    case none
}
