// SPDX-License-Identifier: Apache-2.0

import RelinkModel

extension ConfigurationSchema {
    /// Every key with its default and what it does: a valid configuration file. Keys without a default show an example.
    package static func defaultsYAML() -> String {
        var text = "# Every key with its default. Keys marked \"required\" have none and show an example.\n"
        for setting in children[""] ?? [] {
            text += "\n"
            write(setting, indent: "", into: &text)
        }
        return text
    }

    private static func write(_ setting: Setting, indent: String, into text: inout String) {
        let value = setting.fallback ?? setting.example
        let line = "\(indent)\(setting.key):\(value.map { " \($0)" } ?? "")"
        let about = (setting.isRequired ? "required: " : "") + setting.about + choices(setting.type)
        text += line + String(repeating: " ", count: max(1, 48 - line.count)) + "# \(about)\n"
        switch setting.type {
        case .map:
            writeChildren(of: setting.path, indent: indent + "  ", into: &text)
        case .flagOrMap:
            // The default is a flag, so that the map can only be told of.
            var map = ""
            writeChildren(of: setting.path, indent: "#   ", into: &map)
            text += map.split(separator: "\n").map { "\(indent)\($0)\n" }.joined()
        case .list, .namedList:
            for path in itemPaths(of: setting) {
                var item = ""
                writeChildren(of: path, indent: indent + "    ", into: &item)
                text += "\(indent)  - " + item.dropFirst(indent.count + 4)
            }
        default:
            break
        }
    }

    private static func choices(_ type: SettingType) -> String {
        switch type {
        case .word(let words), .words(let words): ": \(words.joined(separator: " | "))"
        default: ""
        }
    }

    private static func writeChildren(of path: String, indent: String, into text: inout String) {
        for child in children[path] ?? [] { write(child, indent: indent, into: &text) }
    }

    /// The paths of the items of a list: one for each kind where the kinds have keys of their own.
    static func itemPaths(of list: Setting) -> [String] {
        let kinds = ChannelKind.allCases.map { "\(list.path)[\($0.rawValue)]" }.filter { children[$0] != nil }
        return kinds.isEmpty ? ["\(list.path)[]"] : kinds
    }
}
