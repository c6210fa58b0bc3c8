// SPDX-License-Identifier: Apache-2.0

import RelinkModel

/// Reads the keys of one map of a scenario, and reports what does not fit.
struct ScenarioMap {
    let reading: Reading
    let place: Place
    private let entries: [String: YAMLNode]

    /// Looks at a node that should be a map of those keys.
    init?(_ node: YAMLNode, keys: [String], reading: Reading) {
        self.reading = reading
        place = node.place
        guard case .mapping(let found) = node.content else {
            reading.error("this must be a map of keys, not \(node.shape)", at: node.place)
            return nil
        }
        entries = Dictionary(found.map { ($0.key, $0.value) }) { first, _ in first }
        for entry in found where !keys.contains(entry.key) {
            let hint = Suggestion.phrase(for: entry.key, among: keys)
            let advice = hint.isEmpty ? "; the keys here are \(keys.joined(separator: ", "))" : hint
            reading.error("unknown key `\(Shown.text(entry.key))`" + advice, at: entry.place)
        }
    }

    /// The node of a key; nil where nothing is written.
    func node(_ key: String) -> YAMLNode? { entries[key].flatMap { $0.isNull ? nil : $0 } }

    /// Whether something is written at a key.
    func has(_ key: String) -> Bool { node(key) != nil }

    /// The items of a list.
    func items(_ key: String) -> [YAMLNode] {
        guard let node = node(key) else { return [] }
        if case .sequence(let items) = node.content { return items }
        reading.error("`\(key)` must be a list, not \(node.shape)", at: node.place)
        return []
    }

    func text(_ key: String) -> Text? { node(key).flatMap { reading.text(of: $0, for: key) } }

    func string(_ key: String) -> String { text(key)?.value ?? "" }

    /// One text, or a list of them.
    func texts(_ key: String) -> [Text] {
        guard let node = node(key) else { return [] }
        guard case .sequence(let items) = node.content else { return text(key).map { [$0] } ?? [] }
        return items.compactMap { reading.text(of: $0, for: key) }
    }

    /// A duration; nil where nothing usable is written.
    func duration(_ key: String) -> Duration? {
        guard let text = text(key) else { return nil }
        let parsed = DurationText.parse(text.value)
        if parsed == nil {
            reading.error("`\(key)` must be a duration such as 30s, 5m or 2h, not \(text.shown)", at: text.place)
        }
        return parsed
    }

    func integer(_ key: String, in range: ClosedRange<Int>) -> Int? {
        guard let text = text(key) else { return nil }
        guard text.value.utf8.count <= 9, let value = Int(text.value), range.contains(value) else {
            reading.error(
                "`\(key)` must be a whole number from \(range.lowerBound) to \(range.upperBound), not \(text.shown)",
                at: text.place)
            return nil
        }
        return value
    }

    /// One of an enum's words; nil where nothing usable is written.
    func word<Word: RawRepresentable & CaseIterable>(_ key: String, as _: Word.Type) -> Word?
    where Word.RawValue == String {
        text(key).flatMap { word($0, key: key) }
    }

    /// One of an enum's words.
    func word<Word: RawRepresentable & CaseIterable>(_ text: Text, key: String) -> Word?
    where Word.RawValue == String {
        if let word = Word(rawValue: text.value) { return word }
        let words = Word.allCases.map(\.rawValue)
        let hint = Suggestion.phrase(for: text.value, among: words)
        let advice = hint.isEmpty ? "; use one of \(words.joined(separator: ", "))" : hint
        reading.error("`\(key)` cannot be \(text.shown)\(advice)", at: text.place)
        return nil
    }

    /// Reports that a key is missing.
    func missing(_ key: String) { reading.error("`\(key)` is missing", at: place) }
}
