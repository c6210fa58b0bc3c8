// SPDX-License-Identifier: Apache-2.0

import RelinkModel

/// The six characters that a gateway's incident ids begin with.
enum Namespace {
    /// Thirty bits of FNV-1a over the instance and the gateway, in Crockford's alphabet: the same on every start, and
    /// another one in every store, so that ids of two instances do not meet at a common receiver.
    static func of(_ gateway: GatewayID, instance: String) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in "\(instance)/\(gateway)".utf8 {
            hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
        }
        // The low bits of FNV-1a mix best when the high ones are folded in.
        hash ^= hash >> 32
        return String((0..<6).map { alphabet[Int(hash >> ($0 * 5) & 31)] })
    }

    private static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz")
}
