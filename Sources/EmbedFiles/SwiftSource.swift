// SPDX-License-Identifier: Apache-2.0

/// Swift code that evaluates to given text, whatever is in that text.
enum SwiftSource {
    /// A constant dictionary from path to text, sorted, so that the same files make the same source.
    static func dictionary(named name: String, of files: [String: String]) -> String {
        let entries = files.sorted { $0.key < $1.key }.map { path, text in
            "    \(literal(path)):\n\(literal(text)),\n"
        }
        return "let \(name): [String: String] = [\n\(entries.isEmpty ? ":\n" : entries.joined())]\n"
    }

    /// A raw literal of many lines, at the left margin, with more `#` than the text has in a row: nothing in the text can
    /// then end it or be an escape. Control characters, of which the compiler drops or refuses some, are escaped.
    static func literal(_ text: String) -> String {
        let hashes = String(repeating: "#", count: longestRunOfHashes(in: text) + 1)
        var body = ""
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x09, 0x0A: body.unicodeScalars.append(scalar)
            case 0x00...0x1F, 0x7F, 0xFEFF: body += "\\\(hashes)u{\(String(scalar.value, radix: 16))}"
            default: body.unicodeScalars.append(scalar)
            }
        }
        return "\(hashes)\"\"\"\n\(body)\n\"\"\"\(hashes)"
    }

    private static func longestRunOfHashes(in text: String) -> Int {
        var longest = 0
        var run = 0
        for byte in text.utf8 {
            run = byte == UInt8(ascii: "#") ? run + 1 : 0
            longest = max(longest, run)
        }
        return longest
    }
}
