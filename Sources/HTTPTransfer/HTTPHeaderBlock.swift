// SPDX-License-Identifier: Apache-2.0

/// The header lines of an answer, kept as received and searched on demand, since most are never looked at.
package struct HTTPHeaderBlock: Sendable, Hashable {
    private let bytes: [UInt8]

    /// Takes the lines after the status line, each ended by a line feed.
    package init(_ bytes: [UInt8] = []) {
        self.bytes = bytes
    }

    /// The first value of a name in any case, or nil.
    package subscript(name: String) -> String? {
        var first: String?
        visit(name) { value in
            first = value
            return false
        }
        return first
    }

    /// All values of a name in any case, in their order.
    package func values(of name: String) -> [String] {
        var values: [String] = []
        visit(name) { value in
            values.append(value)
            return true
        }
        return values
    }

    /// Hands over each value of the name until `body` returns false. Malformed UTF-8 is replaced by U+FFFD.
    private func visit(_ name: String, _ body: (String) -> Bool) {
        let wanted = Array(name.utf8)
        for line in bytes.split(separator: 0x0A) {
            let isMatch =
                line.count > wanted.count && line[line.startIndex + wanted.count] == UInt8(ascii: ":")
                && zip(line, wanted).allSatisfy { Self.lowercase($0) == Self.lowercase($1) }
            guard isMatch else { continue }
            let value = Self.trim(line.dropFirst(wanted.count + 1))
            guard body(String(decoding: value, as: UTF8.self)) else { return }
        }
    }

    private static func lowercase(_ byte: UInt8) -> UInt8 {
        (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
    }

    private static func trim(_ value: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var value = value.drop { $0 == 0x20 || $0 == 0x09 }
        while let last = value.last, last == 0x20 || last == 0x09 || last == 0x0D { value.removeLast() }
        return value
    }
}
