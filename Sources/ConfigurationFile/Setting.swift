// SPDX-License-Identifier: Apache-2.0

/// One key of the configuration file: what it takes, what it is without being written, and what it does.
struct Setting: Sendable {
    /// From the top of the file: `gateways[].sessions[].name`, `channels[slack].url`. `[]` stands for every item of a
    /// list, `[kind]` for those of one kind.
    let path: String
    /// What may be written.
    let type: SettingType
    /// The default as YAML; nil for a key that has none.
    let fallback: String?
    /// What the printed defaults show for a key without a default, as YAML.
    let example: String?
    /// What it does, in one line.
    let about: String

    /// A key with a default.
    init(_ path: String, _ type: SettingType, default fallback: String, _ about: String) {
        (self.path, self.type, self.fallback, self.example, self.about) = (path, type, fallback, nil, about)
    }

    /// A key that must be written.
    init(required path: String, _ type: SettingType, example: String, _ about: String) {
        (self.path, self.type, self.fallback, self.example, self.about) = (path, type, nil, example, about)
    }

    /// A key that holds others.
    init(group path: String, _ type: SettingType, _ about: String) {
        (self.path, self.type, self.fallback, self.example, self.about) = (path, type, nil, nil, about)
    }

    /// Whether the file is wrong without it.
    var isRequired: Bool { example != nil }
    /// The path of the map that it stands in, empty for the top.
    var parent: String { path.lastIndex(of: ".").map { String(path[..<$0]) } ?? "" }
    /// The key itself.
    var key: String {
        let tail = path.lastIndex(of: ".").map { path[path.index(after: $0)...] } ?? path[...]
        return String(tail.prefix { $0 != "[" })
    }
}
