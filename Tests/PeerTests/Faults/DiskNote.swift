// SPDX-License-Identifier: Apache-2.0

import Foundation

/// One thing that a program did to a file, as `diskrecorder.c` noted it.
struct DiskNote: Sendable {
    /// What was done.
    enum Kind: UInt32 {
        case made = 1
        case written, truncated, synchronized, renamed, removed
    }

    /// Seconds since 1970: when it began; for `synchronized`, when it was over.
    let moment: Double
    let kind: Kind
    /// The file's name, empty for the folder itself.
    let file: String
    /// Where it was written; the size that it was cut to.
    let offset: Int
    /// What was written; the new name.
    let bytes: Data

    /// Whether the disk was told to keep that file.
    func isSynchronization(of name: String) -> Bool { kind == .synchronized && file == name }

    /// The notes of a record. What was being noted when the program ended is left out.
    static func read(_ record: Data) throws -> [DiskNote] {
        var notes: [DiskNote] = []
        var start = record.startIndex
        while record.endIndex - start >= headSize {
            let head = record[start..<start + headSize]
            let (name, length) = (
                Int(integer(head, at: 12, as: UInt32.self)), Int(integer(head, at: 24, as: UInt64.self))
            )
            let names = start + headSize
            guard record.endIndex - names >= name + length else { break }
            let code = integer(head, at: 8, as: UInt32.self)
            guard let kind = Kind(rawValue: code) else { throw Unknown(kind: code) }
            notes.append(
                DiskNote(
                    moment: Double(bitPattern: integer(head, at: 0, as: UInt64.self)), kind: kind,
                    file: String(decoding: record[names..<names + name], as: UTF8.self),
                    offset: Int(integer(head, at: 16, as: UInt64.self)),
                    bytes: record[names + name..<names + name + length]))
            start = names + name + length
        }
        return notes
    }

    /// The size of `struct note`.
    private static let headSize = 32

    private static func integer<Integer: FixedWidthInteger>(_ head: Data, at place: Int, as: Integer.Type) -> Integer {
        head.dropFirst(place).prefix(MemoryLayout<Integer>.size).reversed().reduce(0) { $0 << 8 | Integer($1) }
    }

    /// A note that means nothing.
    struct Unknown: Error {
        let kind: UInt32
    }
}
