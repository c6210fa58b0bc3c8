// SPDX-License-Identifier: Apache-2.0

/// What is wrong with a signing secret or with what shall be signed. Never carries the secret.
package enum SigningError: Error, Equatable, CustomStringConvertible {
    /// The text does not start with `whsec_`.
    case missingPrefix
    /// What follows `whsec_` is not base 64.
    case notBase64
    /// The secret has `bytes` bytes instead of 24 to 64.
    case wrongLength(bytes: Int)
    /// There is no secret to sign with.
    case noSecret
    /// The message id is empty or has a character outside `A-Z a-z 0-9 _ : -`.
    case badMessageID

    package var description: String {
        switch self {
        case .missingPrefix:
            "signing secret does not start with whsec_; write whsec_ and the base64 of 24 to 64 random bytes"
        case .notBase64:
            "signing secret is not base64 after whsec_; copy it whole, with its padding"
        case .wrongLength(let bytes):
            "signing secret has \(bytes) bytes; use 24 to 64"
        case .noSecret:
            "there is no signing secret; configure at least one"
        case .badMessageID:
            "message id has a character that could be mistaken for a separator; use letters, digits, '_', ':' and '-'"
        }
    }
}
