// SPDX-License-Identifier: Apache-2.0

import Signing
import Testing

struct SHA256Tests {
    /// FIPS 180-4 example values, as published with the standard.
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ])
    func matchesTheStandard(message: String, digest: String) {
        #expect(Hexadecimal.encode(SHA256.digest(Array(message.utf8))) == digest)
    }

    @Test(arguments: [1, 16, 63, 64])
    func hexPrefixHasTheDigitsAskedFor(digits: Int) {
        let whole = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        #expect(SHA256.hexPrefix("abc", digits: digits) == String(whole.prefix(digits)))
    }
}
