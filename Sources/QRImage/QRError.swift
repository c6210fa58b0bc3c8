// SPDX-License-Identifier: Apache-2.0

/// Why a payload has no QR code. Carries positions and sizes only: the payload is a credential.
package enum QRError: Error, Equatable, CustomStringConvertible {
    /// There is nothing to encode.
    case empty
    /// The payload has more bytes than `QRCode.largestPayloadBytes`.
    case tooLong(bytes: Int)
    /// The byte at `offset` (from 0) is not one that a gateway's pairing payload or one of our links may contain.
    case unexpectedCharacter(offset: Int)
    /// libqrencode gave up; `code` is its errno.
    case encoderFailed(code: Int32)

    package var description: String {
        switch self {
        case .empty:
            "QR payload is empty; wait for the gateway's next code"
        case .tooLong(let bytes):
            "QR payload has \(bytes) bytes, at most \(QRCode.largestPayloadBytes) are accepted; check what the gateway sends"
        case .unexpectedCharacter(let offset):
            "QR payload has an unexpected character at offset \(offset); check that the gateway sends the pairing text"
        case .encoderFailed(let code):
            "QR payload could not be encoded (libqrencode errno \(code)); check the memory available"
        }
    }
}
