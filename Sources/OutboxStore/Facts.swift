// SPDX-License-Identifier: Apache-2.0

import JSONText
import RelinkModel

/// Reads the members of a stored JSON object, and says which one is missing or of another type.
struct Facts {
    private let value: JSONValue
    private let table: String

    /// The object that the text of a column holds. Throws when it is not JSON.
    init(_ text: String, table: String) throws(DamagedRow) {
        do throws(JSONError) {
            value = try JSONText.parse(text, limits: Self.limits)
        } catch {
            throw DamagedRow(table: table, name: "text (\(error))")
        }
        self.table = table
    }

    private init(_ value: JSONValue, table: String) {
        self.value = value
        self.table = table
    }

    /// What we wrote ourselves has no size to be refused at.
    private static let limits = JSONLimits(bytes: .max, depth: 16)

    /// A text.
    func text(_ key: String) throws(DamagedRow) -> String { try need(key, value[key]?.string) }

    /// A text, nil where it was nil.
    func optionalText(_ key: String) throws(DamagedRow) -> String? {
        isNull(key) ? nil : try text(key)
    }

    /// A whole number.
    func integer(_ key: String) throws(DamagedRow) -> Int { Int(try need(key, value[key]?.integer)) }

    /// A truth value.
    func flag(_ key: String) throws(DamagedRow) -> Bool { try need(key, value[key]?.bool) }

    /// An instant, in milliseconds since 1970.
    func time(_ key: String) throws(DamagedRow) -> Timestamp {
        Timestamp(milliseconds: try need(key, value[key]?.integer))
    }

    /// An instant, nil where it was nil.
    func optionalTime(_ key: String) throws(DamagedRow) -> Timestamp? {
        isNull(key) ? nil : try time(key)
    }

    /// A duration in milliseconds, nil where it was nil.
    func optionalDuration(_ key: String) throws(DamagedRow) -> Duration? {
        isNull(key) ? nil : .milliseconds(try need(key, value[key]?.integer))
    }

    /// A duration in milliseconds.
    func duration(_ key: String) throws(DamagedRow) -> Duration { .milliseconds(try need(key, value[key]?.integer)) }

    /// The elements of a list, each a text or nil.
    func texts(_ key: String) throws(DamagedRow) -> [String?] { try need(key, value[key]?.array).map(\.string) }

    /// The elements of a list, each an instant.
    func times(_ key: String) throws(DamagedRow) -> [Timestamp] {
        try need(key, value[key]?.array).compactMap { $0.integer.map { Timestamp(milliseconds: $0) } }
    }

    /// A word of a closed set.
    func word<Word: RawRepresentable<String>>(_ key: String, as: Word.Type = Word.self) throws(DamagedRow) -> Word {
        try need(key, Word(rawValue: try text(key)))
    }

    /// An object, nil where it was nil.
    func optionalObject(_ key: String) throws(DamagedRow) -> Facts? {
        isNull(key) ? nil : Facts(.object(try need(key, value[key]?.object)), table: table)
    }

    /// The elements of a list, each an object.
    func objects(_ key: String) throws(DamagedRow) -> [Facts] {
        try need(key, value[key]?.array).map { Facts($0, table: table) }
    }

    /// The elements of a list that is the whole text; a place may hold nil.
    func texts() throws(DamagedRow) -> [String?] {
        try need("list", value.array).map(\.string)
    }

    /// Whether the member is absent or nil.
    func isNull(_ key: String) -> Bool { value[key]?.isNull ?? true }

    private func need<Value>(_ key: String, _ found: Value?) throws(DamagedRow) -> Value {
        guard let found else { throw DamagedRow(table: table, name: key) }
        return found
    }
}
