// SPDX-License-Identifier: Apache-2.0

/// Patterns in which `*` stands for any run of characters, and everything else for itself.
enum Glob {
    /// Whether the pattern covers the whole text. Linear in the text for each `*`, so no pattern is slow.
    static func matches(_ text: String, pattern: String) -> Bool {
        let text = Array(text.utf8)
        let pattern = Array(pattern.utf8)
        var (position, index) = (0, 0)
        var (star, resume): (Int?, Int) = (nil, 0)
        while position < text.count {
            if index < pattern.count, pattern[index] == UInt8(ascii: "*") {
                (star, resume) = (index, position)
                index += 1
            } else if index < pattern.count, pattern[index] == text[position] {
                position += 1
                index += 1
            } else if let star {
                resume += 1
                (position, index) = (resume, star + 1)
            } else {
                return false
            }
        }
        return pattern[index...].allSatisfy { $0 == UInt8(ascii: "*") }
    }
}
