// SPDX-License-Identifier: Apache-2.0

import Mustache

/// A list as swift-mustache asks for it. As a variable it shows nothing.
struct TemplateList: MustacheSequence, MustacheParent, MustacheCustomRenderable, Sendable {
    let items: [TemplateValue]
    let schema: TemplateSchema

    var renderText: String { "" }
    var isNull: Bool { items.isEmpty }

    func makeIterator() -> AnyIterator<TemplateNode> {
        var iterator = items.makeIterator()
        return AnyIterator { iterator.next().map { TemplateNode($0, schema: schema) } }
    }

    func child(named: String) -> Any? { nil }
}
