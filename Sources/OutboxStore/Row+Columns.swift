// SPDX-License-Identifier: Apache-2.0

import GRDB
import RelinkModel

/// Reading the columns of a row. Each throws where the column holds another type, rather than ending the process as
/// GRDB's subscript does.
extension Row {
    /// A text.
    func text(_ column: String) throws -> String {
        StoredText.unescape(try decode(String.self, forColumn: column))
    }

    /// A text, or nil.
    func optionalText(_ column: String) throws -> String? {
        try decode(String?.self, forColumn: column).map(StoredText.unescape)
    }

    /// A list of JSON, taken by ``KeyText`` or ``Facts``.
    func json(_ column: String) throws -> String { try decode(String.self, forColumn: column) }

    /// JSON, or nil.
    func optionalJSON(_ column: String) throws -> String? { try decode(String?.self, forColumn: column) }

    /// A whole number.
    func integer(_ column: String) throws -> Int { try decode(Int.self, forColumn: column) }

    /// A truth value.
    func flag(_ column: String) throws -> Bool { try decode(Bool.self, forColumn: column) }

    /// An instant.
    func time(_ column: String) throws -> Timestamp {
        Timestamp(milliseconds: try decode(Int64.self, forColumn: column))
    }

    /// An instant, or nil.
    func optionalTime(_ column: String) throws -> Timestamp? {
        try decode(Int64?.self, forColumn: column).map { Timestamp(milliseconds: $0) }
    }

    /// A word of a closed set. Throws for a word that this version does not know.
    func word<Word: RawRepresentable<String>>(_ column: String, table: String) throws -> Word {
        guard let word = Word(rawValue: try decode(String.self, forColumn: column)) else {
            throw DamagedRow(table: table, name: column)
        }
        return word
    }

    /// A condition, in a column of its state and one of its detail.
    func condition(_ prefix: String = "", table: String) throws -> SessionCondition {
        SessionCondition(
            try word(prefix + "state", table: table), SessionDetail(rawValue: try text(prefix + "detail")))
    }

    /// A condition, or nil where its state is NULL.
    func optionalCondition(_ prefix: String, table: String) throws -> SessionCondition? {
        guard try decode(String?.self, forColumn: prefix + "state") != nil else { return nil }
        return try condition(prefix, table: table)
    }
}
