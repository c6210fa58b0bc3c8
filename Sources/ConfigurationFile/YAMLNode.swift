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
}
