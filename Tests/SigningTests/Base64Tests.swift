// SPDX-License-Identifier: Apache-2.0

import Signing
import Testing

struct Base64Tests {
    /// RFC 4648, section 10.
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"),
    ])
    func matchesTheStandard(plain: String, encoded: String) {
        let bytes = Array(plain.utf8)
        #expect(Base64.encode(bytes) == encoded)
        #expect(Base64.decode(encoded) == bytes)
        let unpadded = String(encoded.prefix { $0 != "=" })
        #expect(Base64.encode(bytes, alphabet: .address) == unpadded)
        #expect(Base64.decode(unpadded, alphabet: .address) == bytes)
    }

    @Test(arguments: [Base64.Alphabet.standard, .address], 0...70)
    func everyLengthComesBack(alphabet: Base64.Alphabet, length: Int) {
        let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ 251) }
        #expect(Base64.decode(Base64.encode(bytes, alphabet: alphabet), alphabet: alphabet) == bytes)
    }

    @Test func theAlphabetsDifferInTwoCharacters() {
        #expect(Base64.encode([0xFB, 0xFF]) == "+/8=")
        #expect(Base64.encode([0xFB, 0xFF], alphabet: .address) == "-_8")
    }

    @Test(arguments: [
        "Zg", "Zg=", "Zg===", "Z===", "====", "=", "Zh==", "Zm9=", "Zg==Zg==", "Zm 9v", "Zm9v\n", "Zm9-", "Zm9_", "Zmé",
    ])
    func refusesASecondSpelling(text: String) {
        #expect(Base64.decode(text) == nil)
    }

    @Test(arguments: ["Z", "Zg==", "Zh", "Zm9+", "Zm9/", "Zm9vY"])
    func addressesRefuseASecondSpelling(text: String) {
        #expect(Base64.decode(text, alphabet: .address) == nil)
    }
}
