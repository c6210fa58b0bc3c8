// SPDX-License-Identifier: Apache-2.0

import CCrypto

/// SHA-256 (FIPS 180-4), by libcrypto.
package enum SHA256 {
    /// The 32 bytes of the digest. Traps where libcrypto was built without SHA-256, since nothing here works then.
    package static func digest(_ bytes: [UInt8]) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 32) { buffer, count in
            let status = EVP_Digest(bytes, bytes.count, buffer.baseAddress, nil, EVP_sha256(), nil)
            precondition(status == 1, "libcrypto has no SHA-256")
            count = 32
        }
    }

    /// The first `digits` (1 to 64) lower-case hexadecimal digits of the digest: an identifier that tells nothing of what
    /// it stands for, such as the `qr_id` of a payload.
    package static func hexPrefix(_ text: String, digits: Int = 16) -> String {
        precondition(1...64 ~= digits, "a SHA-256 digest has 64 hexadecimal digits")
        return String(Hexadecimal.encode(digest(Array(text.utf8))).prefix(digits))
    }
}
