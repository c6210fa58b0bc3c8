// SPDX-License-Identifier: Apache-2.0

extension ConfigurationSchema {
    /// A JSON Schema (2020-12) of the file, for editors. References like `${NAME}` are allowed wherever text is.
    package static func jsonSchema() -> String {
        """
        {"$schema":"https://json-schema.org/draft/2020-12/schema","title":"Relink configuration",\
        "$defs":{"reference":{"type":"string","pattern":"[$][{]"}},\(objectFields("", isTop: true))}

        """
    }

    private static let reference = ##"{"$ref":"#/$defs/reference"}"##
    private static let duration = #""anyOf":[{"type":"string","pattern":"^[0-9]+(ms|s|m|h|d)$"},\#(reference)]"#

    private static func objectFields(_ path: String, isTop: Bool = false) -> String {
        let settings = children[path] ?? []
        let properties = settings.map { setting in
            "\(quoted(setting.key)):{\(schema(setting, at: path)),\"description\":\(quoted(setting.about))}"
        }
        let required = settings.filter { $0.isRequired }.map { quoted($0.key) }
        return "\"type\":\"object\",\"additionalProperties\":false,"
            + "\"required\":[\(required.joined(separator: ","))],"
            + "\"properties\":{\(properties.joined(separator: ","))}"
    }

    private static func schema(_ setting: Setting, at parent: String) -> String {
        let scalar = #""type":["string","number"]"#
        switch setting.type {
        case .text, .secret:
            return scalar
        case .secrets, .texts:
            return #""oneOf":[{\#(scalar)},{"type":"array","items":{\#(scalar)}}]"#
        case .word(let words):
            return oneWord(of: kindWord(setting, at: parent).map { [$0] } ?? words)
        case .words(let words):
            return #""anyOf":[{\#(oneWord(of: words))},{"type":"array","items":{\#(oneWord(of: words))}}]"#
        case .flag:
            return #""anyOf":[{"type":"boolean"},\#(reference)]"#
        case .duration:
            return duration
        case .durations:
            return #""type":"array","items":{\#(duration)}"#
        case .integer(let range):
            let integer = #"{"type":"integer","minimum":\#(range.lowerBound),"maximum":\#(range.upperBound)}"#
            return #""anyOf":[\#(integer),\#(reference)]"#
        case .textMap, .secretMap:
            return #""type":"object","additionalProperties":{\#(scalar)}"#
        case .textsMap:
            let texts = #""oneOf":[{\#(scalar)},{"type":"array","items":{\#(scalar)}}]"#
            return #""type":"object","additionalProperties":{\#(texts)}"#
        case .map:
            return objectFields(setting.path)
        case .flagOrMap:
            return #""oneOf":[{"type":"boolean"},{\#(objectFields(setting.path))}]"#
        case .list, .namedList:
            return items(of: setting, scalar: scalar)
        }
    }

    private static func items(of setting: Setting, scalar: String) -> String {
        var choices = itemPaths(of: setting).map { "{\(objectFields($0))}" }
        if case .namedList = setting.type { choices.insert("{\(scalar)}", at: 0) }
        return #""type":"array","items":{"anyOf":[\#(choices.joined(separator: ","))]}"#
    }

    /// Inside `channels[slack]` the only `kind` is slack.
    private static func kindWord(_ setting: Setting, at parent: String) -> String? {
        guard setting.key == "kind", parent.hasSuffix("]"), !parent.hasSuffix("[]") else { return nil }
        return setting.example
    }

    private static func oneWord(of words: [String]) -> String {
        let list = words.map(quoted).joined(separator: ",")
        return #""anyOf":[{"enum":[\#(list)]},\#(reference)]"#
    }

    /// The table's own words hold no control characters.
    private static func quoted(_ text: String) -> String {
        let escaped = text.flatMap { $0 == "\"" || $0 == "\\" ? ["\\", $0] : [$0] }
        return "\"\(String(escaped))\""
    }
}
