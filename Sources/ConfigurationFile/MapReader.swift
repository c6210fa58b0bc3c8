// SPDX-License-Identifier: Apache-2.0

/// Reads the keys of one map, each as the table of keys says, and reports what does not fit.
struct MapReader {
    let reading: Reading
    /// The map's path in the table.
    let path: String
    let place: Place
    private let entries: [String: YAMLNode]

    /// Looks at a node that should be a map, and reports every key that the table does not know there.
    init?(_ node: YAMLNode, path: String, reading: Reading) {
        self.reading = reading
        self.path = path
        place = node.place
        if node.isNull {
            entries = [:]
            return
        }
        guard case .mapping(let found) = node.content else {
            let name = path.isEmpty ? "the file" : "an item here"
            let key = ConfigurationSchema.byPath[path].map { "`\($0.key)`" } ?? name
            reading.error("\(key) must be a map of keys, not \(node.shape)", at: node.place)
            return nil
        }
        entries = Dictionary(found.map { ($0.key, $0.value) }) { first, _ in first }
        let known = (ConfigurationSchema.children[path] ?? []).map(\.key)
        for entry in found where !known.contains(entry.key) {
            let name = "unknown key `\(Shown.text(entry.key))`"
            reading.error(name + (reading.isFull ? "" : Self.hint(for: entry.key, known)), at: entry.place)
        }
    }

    private static func hint(for key: String, _ known: [String]) -> String {
        let phrase = Suggestion.phrase(for: key, among: known)
        return phrase.isEmpty ? "; the keys here are \(known.joined(separator: ", "))" : phrase
    }

    /// The node of a key; nil where nothing is written.
    func node(_ key: String) -> YAMLNode? {
        entries[key].flatMap { $0.isNull ? nil : $0 }
    }

    /// Whether nothing stands at a key, or an empty list.
    func lacks(_ key: String) -> Bool {
        guard let node = node(key) else { return true }
        if case .sequence(let items) = node.content { return items.isEmpty }
        return false
    }

    /// The table's row of a key.
    func setting(_ key: String) -> Setting? {
        ConfigurationSchema.byPath[path.isEmpty ? key : "\(path).\(key)"]
    }

    /// Where a key's value stands, or else the map.
    func place(of key: String) -> Place { node(key)?.place ?? place }

    /// The text of a key; nil where nothing is written, or after a problem.
    func optionalText(_ key: String) -> Text? {
        guard let node = node(key) else { return nil }
        return reading.text(of: node, for: key)
    }

    /// The text of a key that must be written and not be empty.
    func requiredText(_ key: String) -> Text? {
        guard let node = node(key) else {
            reading.error("`\(key)` is missing", at: place)
            return nil
        }
        guard let text = reading.text(of: node, for: key) else { return nil }
        guard !text.value.isEmpty else {
            reading.error("`\(key)` is empty", at: node.place)
            return nil
        }
        return text
    }

    /// A map below a key.
    func map(_ key: String) -> MapReader? {
        guard let node = node(key), let setting = setting(key) else { return nil }
        return MapReader(node, path: setting.path, reading: reading)
    }

    /// The items of a list; one that is no list is reported.
    func items(_ key: String) -> [YAMLNode] {
        guard let node = node(key) else { return [] }
        guard case .sequence(let items) = node.content else {
            reading.error("`\(key)` must be a list, each item after a dash; this is \(node.shape)", at: node.place)
            return []
        }
        return items
    }

    /// One text, or a list of them, as both are allowed where one is the usual case.
    func texts(_ key: String) -> [Text] {
        node(key).map { texts(of: $0, called: key) } ?? []
    }

    private func texts(of node: YAMLNode, called key: String) -> [Text] {
        guard case .sequence(let items) = node.content else {
            return reading.text(of: node, for: key).map { $0.value.isEmpty ? [] : [$0] } ?? []
        }
        return items.compactMap { item in
            guard let text = reading.text(of: item, for: key) else { return nil }
            if text.value.isEmpty { reading.error("`\(key)` has an empty item", at: item.place) }
            return text.value.isEmpty ? nil : text
        }
    }

    /// A map from any name to text.
    func textMap(_ key: String) -> [(name: String, text: Text)] {
        guard let node = node(key) else { return [] }
        guard case .mapping(let entries) = node.content else {
            reading.error("`\(key)` must be a map of texts, not \(node.shape)", at: node.place)
            return []
        }
        return entries.compactMap { entry in
            guard let text = reading.text(of: entry.value, for: Shown.text(entry.key)) else { return nil }
            return (entry.key, text)
        }
    }

    /// A map from any name to one text or a list of them.
    func textsMap(_ key: String) -> [(name: String, texts: [Text], place: Place)] {
        guard let node = node(key) else { return [] }
        guard case .mapping(let entries) = node.content else {
            reading.error("`\(key)` must be a map of texts, not \(node.shape)", at: node.place)
            return []
        }
        return entries.map { ($0.key, texts(of: $0.value, called: Shown.text($0.key)), $0.place) }
    }
}
