// SPDX-License-Identifier: Apache-2.0

import CQRencode
import Glibc

/// A QR code as a square of dark and light modules.
///
/// Error correction level L: enough for a screen, and the smallest symbol. Versions 1 to 40 as the payload needs.
package struct QRCode: Equatable, Sendable {
    /// The largest accepted payload in bytes; pairing payloads of WhatsApp have about 240.
    package static let largestPayloadBytes = 1024

    /// Modules per side, without the quiet zone.
    package let size: Int
    /// Row by row from the top left; true is dark.
    private let modules: [Bool]

    /// Encodes `payload` byte for byte.
    ///
    /// Throws when it is empty, too long, or contains anything but `A-Z a-z 0-9 @ , + / = _ . : -`.
    package init(payload: String) throws(QRError) {
        let bytes = Array(payload.utf8)
        if bytes.isEmpty { throw .empty }
        if bytes.count > Self.largestPayloadBytes { throw .tooLong(bytes: bytes.count) }
        if let offset = bytes.firstIndex(where: { !Self.isAccepted($0) }) { throw .unexpectedCharacter(offset: offset) }

        guard let symbol = QRcode_encodeData(Int32(bytes.count), bytes, 0, QR_ECLEVEL_L) else {
            throw .encoderFailed(code: errno)
        }
        defer { QRcode_free(symbol) }
        size = Int(symbol.pointee.width)
        // Bit 0 of each byte is the colour (libqrencode 4.1.1, qrencode.h, QRcode).
        modules = UnsafeBufferPointer(start: symbol.pointee.data, count: size * size).map { $0 & 1 == 1 }
    }

    /// Whether the module is dark. Everything outside the symbol is its quiet zone, hence light.
    package func isDark(column: Int, row: Int) -> Bool {
        guard 0..<size ~= column, 0..<size ~= row else { return false }
        return modules[row * size + column]
    }

    private static func isAccepted(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "-")...UInt8(ascii: ":"),  // - . / 0-9 :
            UInt8(ascii: "@"), UInt8(ascii: ","), UInt8(ascii: "+"), UInt8(ascii: "="), UInt8(ascii: "_"):
            true
        default:
            false
        }
    }
}
