// SPDX-License-Identifier: Apache-2.0

import Mustache

/// A value as swift-mustache asks for it: never a lambda, never a type whose description or members it could reflect on.
struct TemplateNode: MustacheParent, MustacheCustomRenderable, Sendable {
    private enum Content {
        case nothing
        case text(String)
        case object([String: TemplateValue], [String: TemplateSchema])
    }

    private let content: Content

    private init(_ content: Content) { self.content = content }

    /// A root or an item of a list. What does not fit its declaration is nothing.
    init(_ value: TemplateValue, schema: TemplateSchema) {
        content =
            switch (value, schema) {
            case (.string(let text), .text), (.string(let text), .markup): .text(OutsideText.cleaned(text))
            case (.integer(let number), .text), (.integer(let number), .markup): .text(String(number))
            case (.slot(let name), .text): .text(SlotSentinel.mark(name))
            case (.boolean(let flag), .boolean): .text(String(flag))
            case (.object(let values), .object(let names)): .object(values, names)
            default: .nothing
            }
    }

    /// What a variable shows; an object shows nothing.
    var renderText: String {
        if case .text(let text) = content { text } else { "" }
    }

    /// Whether a section on it is hidden.
    var isNull: Bool {
        switch content {
        case .nothing: true
        case .text(let text): text.isEmpty
        case .object: false
        }
    }

    /// The value of a declared name, and nil, which sends the search outwards, for any other.
    func child(named name: String) -> Any? {
        guard case .object(let values, let names) = content, let schema = names[name] else { return nil }
        return switch (values[name], schema) {
        case (.boolean(let flag), .boolean): flag
        case (.list(let items), .list(let item)): TemplateList(items: items, schema: item)
        case (let value?, _): Self(value, schema: schema)
        case (nil, .boolean): false
        case (nil, _): Self(.nothing)
        }
    }
}
