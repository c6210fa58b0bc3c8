// SPDX-License-Identifier: Apache-2.0

/// A part of a YAML document with its place. Aliases are already followed, and the tree is bounded.
struct YAMLNode {
    /// One `key: value` of a mapping.
    struct Entry {
        let key: String
        let place: Place
        let value: YAMLNode
    }

    enum Content {
        /// `isPlain` tells `null` from `"null"`.
        case scalar(String, isPlain: Bool)
        case sequence([YAMLNode])
        case mapping([Entry])
    }

    let content: Content
    let place: Place

    /// Whether nothing is written: `key:`, `~` or `null`.
    var isNull: Bool {
        guard case .scalar(let text, isPlain: true) = content else { return false }
        return ["", "~", "null"].contains(text)
    }

    /// What a person would call it.
    var shape: String {
        switch content {
        case .scalar: "a single value"
        case .sequence: "a list"
        case .mapping: "a map"
        }
    }

    /// The text that stands at a key as it is written; nil where it is none.
    func text(of key: String) -> String? {
        guard case .mapping(let entries) = content, let entry = entries.first(where: { $0.key == key }),
            case .scalar(let text, _) = entry.value.content
        else { return nil }
        return text
    }
}
