// SPDX-License-Identifier: Apache-2.0

import JSONText

/// What the receiver of the demonstration shows of a webhook: the words that a person would read, and of the fields
/// those that tell the story.
struct DemoWebhook {
    /// The kind of its event; empty where it names none.
    let kind: String
    /// What is shown of it.
    let words: String

    private static let width = 90
    private static let told = [
        "type", "title", "session", "state", "detail", "incident", "outage_seconds", "time_to_relink_seconds",
        "account", "qr",
    ]

    /// The webhook with that body, signed or not.
    init(_ body: [UInt8], signed: Bool) {
        guard let value = try? JSONText.parse(body), let object = value.object else {
            (kind, words) = ("", "   receiver got something that is no JSON object")
            return
        }
        kind = value["type"]?.string ?? ""
        let fields = JSONText.serialize(.object(Self.story(of: object)), pretty: true)
        let lines = Self.wrapped(value["text"]?.string ?? "") + fields.split(separator: "\n").map(String.init)
        words =
            (["   receiver got a\(signed ? " signed" : "") webhook:"] + lines.map { "   │ \($0)" })
            .joined(separator: "\n")
    }

    /// The fields that tell the story; what is long is cut, what is empty is left out.
    private static func story(of object: JSONObject) -> JSONObject {
        var story = JSONObject()
        for name in told {
            guard let value = object[name].map(shortened), !isEmpty(value) else { continue }
            story[name] = value
        }
        return story
    }

    private static func shortened(_ value: JSONValue) -> JSONValue {
        guard let object = value.object else { return shortText(value) }
        var short = JSONObject()
        for member in object.members {
            let value = shortened(member.value)
            if !isEmpty(value) { short[member.key] = value }
        }
        return .object(short)
    }

    private static func isEmpty(_ value: JSONValue) -> Bool {
        value.isNull || value.object?.isEmpty == true || value.array?.isEmpty == true
    }

    private static func shortText(_ value: JSONValue) -> JSONValue {
        guard let text = value.string, text.count > width else { return value }
        return .string("\(text.prefix(50))… (\(text.count) characters)")
    }

    /// The text in lines of that width, broken between words.
    private static func wrapped(_ text: String) -> [String] {
        text.split(separator: "\n").flatMap { paragraph in
            paragraph.split(separator: " ").reduce(into: [String]()) { lines, word in
                if let last = lines.last, last.count + word.count < width {
                    lines[lines.count - 1] = "\(last) \(word)"
                } else {
                    lines.append(String(word))
                }
            }
        }
    }
}
