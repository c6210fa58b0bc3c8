// SPDX-License-Identifier: Apache-2.0

/// What the names at one place of a template can refer to: the root and, further in, what the open sections stand on.
struct TemplateScope {
    private struct Level {
        /// Nil where the section's own name is unknown: then every name may be in it.
        let schema: TemplateSchema?
        let isItem: Bool
        var hasPosition: Bool
    }

    private var levels: [Level]

    /// The scope of a file's first line; without a schema every name is known.
    init(root: TemplateSchema?) {
        levels = [Level(schema: root, isItem: false, hasPosition: false)]
    }

    /// Whether names that cannot be found may still exist.
    var isOpen: Bool { levels.contains { $0.schema == nil } }

    /// What `{{.}}` shows: the item of a list, if it is no list or object itself.
    var hasPlainItem: Bool {
        guard let level = levels.last, level.isItem else { return false }
        return switch level.schema {
        case .object, .list: false
        default: true
        }
    }

    /// Whether `first()` and `last()` mean anything: the innermost section stands on a list, in this very file.
    var hasPosition: Bool { levels.last?.hasPosition ?? false }

    /// What a dotted name stands for: its first part is searched from the inside out, the others strictly below.
    func schema(of name: String) -> TemplateSchema? {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        for level in levels.reversed() {
            guard case .object(let names) = level.schema, let start = names[parts[0]] else { continue }
            return parts.dropFirst().reduce(start) { schema, part in
                if case .object(let names) = schema { names[part] } else { nil }
            }
        }
        return nil
    }

    /// The scope inside a section on `schema`.
    func entering(_ schema: TemplateSchema?, inverted: Bool) -> Self {
        var inner = self
        switch schema {
        case .boolean: break
        case .list(let item) where !inverted:
            inner.levels.append(Level(schema: item, isItem: true, hasPosition: true))
        case .list:
            // The library puts the empty list itself on its stack.
            inner.levels.append(Level(schema: schema, isItem: false, hasPosition: false))
        case _ where inverted: break
        default:
            inner.levels.append(Level(schema: schema, isItem: false, hasPosition: false))
        }
        return inner
    }

    /// The scope inside a partial: the same names, but the library forgets the position in the list.
    func enteringPartial() -> Self {
        var inner = self
        for index in inner.levels.indices { inner.levels[index].hasPosition = false }
        return inner
    }

    /// Every name in reach, dotted, for suggestions.
    var reachableNames: [String] {
        levels.flatMap { level in level.schema.map { Self.names(in: $0) } ?? [] }
    }

    private static func names(in schema: TemplateSchema) -> [String] {
        guard case .object(let names) = schema else { return [] }
        return names.flatMap { name, inner in [name] + Self.names(in: inner).map { "\(name).\($0)" } }
    }
}
