// SPDX-License-Identifier: Apache-2.0

/// Base 64 (RFC 4648), strict in both directions: one text for each sequence of bytes.
package enum Base64 {
    /// Which characters, and whether padding.
    package enum Alphabet: Sendable {
        /// Section 4: `+` and `/`, padded with `=`.
        case standard
        /// Section 5: `-` and `_`, without padding, for addresses.
        case address
    }

    /// The bytes as text.
    package static func encode(_ bytes: [UInt8], alphabet: Alphabet = .standard) -> String {
        let characters = alphabet == .standard ? standardCharacters : addressCharacters
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            for place in 0...group.count {
                text.append(characters[bits >> (18 - 6 * place) & 63])
            }
            if alphabet == .standard {
                text.append(contentsOf: repeatElement(UInt8(ascii: "="), count: 3 - group.count))
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The bytes that `text` stands for. Nil for any other character (white space too), missing or surplus padding, or
    /// leftover bits that are not zero.
    package static func decode(_ text: String, alphabet: Alphabet = .standard) -> [UInt8]? {
        var characters = Array(text.utf8)[...]
        if alphabet == .standard {
            guard characters.count.isMultiple(of: 4) else { return nil }
            for _ in 0..<2 where characters.last == UInt8(ascii: "=") { characters.removeLast() }
        }
        guard characters.count % 4 != 1 else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(characters.count * 3 / 4)
        var bits = 0
        var count = 0
        for character in characters {
            guard let value = value(of: character, in: alphabet) else { return nil }
            bits = (bits << 6 | value) & 0xFFFF
            count += 6
            if count >= 8 {
                count -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> count))
            }
        }
        return bits & ((1 << count) - 1) == 0 ? bytes : nil
    }

    private static let standardCharacters = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let addressCharacters = Array(standardCharacters.dropLast(2)) + Array("-_".utf8)

    private static func value(of character: UInt8, in alphabet: Alphabet) -> Int? {
        switch (character, alphabet) {
        case (UInt8(ascii: "A")...UInt8(ascii: "Z"), _): Int(character - UInt8(ascii: "A"))
        case (UInt8(ascii: "a")...UInt8(ascii: "z"), _): Int(character - UInt8(ascii: "a")) + 26
        case (UInt8(ascii: "0")...UInt8(ascii: "9"), _): Int(character - UInt8(ascii: "0")) + 52
        case (UInt8(ascii: "+"), .standard), (UInt8(ascii: "-"), .address): 62
        case (UInt8(ascii: "/"), .standard), (UInt8(ascii: "_"), .address): 63
        default: nil
        }
    }
}
