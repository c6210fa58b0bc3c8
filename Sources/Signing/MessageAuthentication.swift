// SPDX-License-Identifier: Apache-2.0

import CCrypto

/// Keyed digests (HMAC, RFC 2104), by libcrypto.
package enum MessageAuthentication {
    /// HMAC-SHA-256: 32 bytes. Traps where libcrypto lacks it.
    package static func sha256(_ message: [UInt8], key: [UInt8]) -> [UInt8] {
        code(message, key: key, length: 32, algorithm: EVP_sha256())
    }

    /// HMAC-SHA-512: 64 bytes. Traps where libcrypto lacks it.
    package static func sha512(_ message: [UInt8], key: [UInt8]) -> [UInt8] {
        code(message, key: key, length: 64, algorithm: EVP_sha512())
    }

    private static func code(_ message: [UInt8], key: [UInt8], length: Int, algorithm: OpaquePointer?) -> [UInt8] {
        // RFC 2104 pads the key with zeros to a block: one zero is the empty key, and never a null pointer, which
        // HMAC() takes for "the key of the call before".
        let key = key.isEmpty ? [0] : key
        return [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
            let result = HMAC(algorithm, key, Int32(key.count), message, message.count, buffer.baseAddress, nil)
            precondition(result != nil, "libcrypto has no HMAC of this size")
            count = length
        }
    }
}
