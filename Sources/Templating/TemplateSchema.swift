// SPDX-License-Identifier: Apache-2.0

/// What the names in a template stand for; `object` is the root.
package indirect enum TemplateSchema: Equatable, Sendable {
    /// Text, a number, or a slot.
    case text
    /// Text in the template's own language that needs no escaping, the only one that `{{{name}}}` may show. The caller
    /// makes it (an array of JSON, say), and never from outside text.
    case markup
    /// True or false.
    case boolean
    /// Items of one kind.
    case list(TemplateSchema)
    /// Names and what they stand for.
    case object([String: TemplateSchema])
}
