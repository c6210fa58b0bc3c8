// SPDX-License-Identifier: Apache-2.0

import Templating

/// What the tests here render, and how.
enum Samples {
    static let schema = TemplateSchema.object([
        "title": .text,
        "outage_seconds": .text,
        "is_resolved": .boolean,
        "labels_json": .markup,
        "words": .list(.text),
        "session": .object(["name": .text, "title": .text, "phone_hint": .text]),
        "sessions": .list(.object(["name": .text, "title": .text, "is_resolved": .boolean, "words": .list(.text)])),
        "qr": .object(["payload": .text]),
    ])

    /// The text of one template with these values.
    static func render(
        _ template: String, as type: TemplateContentType = .text, partials: [String: String] = [:],
        _ values: [String: TemplateValue] = [:]
    ) throws -> String {
        let path = "test/body.\(type.rawValue).mustache"
        let files = partials.merging([path: template]) { $1 }
        let catalog = try TemplateCatalog(bundled: files) { _ in schema }
        return try catalog.render(path, TemplateContext(values, schema: schema))
    }

    /// The problems of these files as they are printed.
    static func problems(in files: [String: String]) -> [String] {
        do throws(TemplateError) {
            _ = try TemplateCatalog(bundled: files) { _ in schema }
            return []
        } catch {
            return error.description.split(separator: "\n").map(String.init)
        }
    }

    /// Values that try to leave the place they are shown in.
    static let hostile = [
        #"","admin":true,"x":""#, #"\"#, #"\","a":"b"#, "line\nline\ttab", "a\u{2028}b", "🟢 مرحبا é",
        "<!channel> <@U1> &amp; <https://x|y>", "</b><script>alert(1)</script>", "'\" onload='x'", "{{title}} {{{qr}}}",
        "{{#words}}", "}}", "%0d%0aX: y", "*bold* [a](b) `c` _d_ ~e~ |f| \\*g", "", " ",
    ]
}
