// SPDX-License-Identifier: Apache-2.0

/// FNV-1a with 64 bits: the same on every machine and in every run, unlike `Hasher`.
///
/// Phases, jitter and codes are derived from it, so that nothing needs randomness and a restart changes nothing.
enum StableHash {
    static func of(_ text: String) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in text.utf8 {
            hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
        }
        // FNV's high bits mix slowly for short texts; one more round of multiplication spreads them.
        hash ^= hash >> 32
        return hash &* 0x9e37_79b9_7f4a_7c15
    }
}
