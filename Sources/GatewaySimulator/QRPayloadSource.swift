// SPDX-License-Identifier: Apache-2.0

/// Makes payloads in the shape of WhatsApp's linking codes: `2@` and a reference, three keys and a platform number.
///
/// The same seed, session, round and sequence give the same payload on every run, and nothing else does. Only the
/// reference changes from one code of a session to the next, as with the real ones.
struct QRPayloadSource: Hashable, Sendable {
    /// Sets the codes of two simulators apart.
    let seed: UInt64

    /// The code of a session: its place in the world, how often it asked for a scan, and the code's place from 0.
    func payload(session: Int, round: Int, sequence: Int) -> String {
        var keys = SplitMix(seed: seed, UInt64(session))
        var reference = SplitMix(seed: seed, UInt64(session), UInt64(round), UInt64(sequence))
        let parts = [
            "2@" + reference.characters(92), keys.characters(43) + "=", keys.characters(43) + "=",
            keys.characters(43) + "=", "1",
        ]
        return parts.joined(separator: ",")
    }
}

/// SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014): small and good enough
/// for text that only has to look random.
private struct SplitMix {
    private var state: UInt64

    init(seed: UInt64, _ salts: UInt64...) {
        state = seed
        for salt in salts { state = next() ^ salt }
    }

    private mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// That many characters of base 64, without padding.
    mutating func characters(_ count: Int) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(count)
        while text.count < count {
            let bits = next()
            for shift in stride(from: 0, to: 60, by: 6) where text.count < count {
                text.append(Self.alphabet[Int(bits >> UInt64(shift) & 63)])
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
}
