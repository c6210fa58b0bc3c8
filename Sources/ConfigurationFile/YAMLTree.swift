// SPDX-License-Identifier: Apache-2.0

import Yams

/// Copies the parser's tree into ours, and stops when it grows beyond the limits.
struct YAMLTree {
    let file: String
    private var count = 0

    init(file: String) { self.file = file }

    /// The node and everything below it.
    mutating func convert(_ node: Node, depth: Int) throws(YAMLText.Flaw) -> YAMLNode {
        let place = node.mark.map { Place($0, file: file) } ?? Place(file: file, line: 1, column: 1)
        count += 1
        guard count <= YAMLText.nodeLimit else {
            throw YAMLText.Flaw(place: place, message: "more than \(YAMLText.nodeLimit) values; use fewer aliases")
        }
        guard depth <= YAMLText.depthLimit else {
            throw YAMLText.Flaw(place: place, message: "nested more than \(YAMLText.depthLimit) levels deep")
        }
        return YAMLNode(content: try content(node, place: place, depth: depth), place: place)
    }

    private mutating func content(_ node: Node, place: Place, depth: Int) throws(YAMLText.Flaw) -> YAMLNode.Content {
        switch node {
        case .scalar(let scalar):
            return .scalar(scalar.string, isPlain: scalar.style == .plain)
        case .sequence(let sequence):
            var items: [YAMLNode] = []
            for item in sequence { items.append(try convert(item, depth: depth + 1)) }
            return .sequence(items)
        case .mapping(let mapping):
            var entries: [YAMLNode.Entry] = []
            for (key, value) in mapping {
                let key = try convert(key, depth: depth + 1)
                guard case .scalar(let name, _) = key.content else {
                    throw YAMLText.Flaw(place: key.place, message: "a key must be a word, not \(key.shape)")
                }
                let entry = YAMLNode.Entry(key: name, place: key.place, value: try convert(value, depth: depth + 1))
                entries.append(entry)
            }
            return .mapping(entries)
        case .alias:
            throw YAMLText.Flaw(place: place, message: "found undefined alias")
        }
    }
}
