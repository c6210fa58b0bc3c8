// SPDX-License-Identifier: Apache-2.0

/// The values of one rendering, cleaned of what `OutsideText` removes.
package struct TemplateContext: Sendable {
    let root: TemplateNode

    /// - Parameters:
    ///   - values: By name. What `schema` declares and this lacks is shown as nothing and is false in a section; it hides
    ///     the same name further out, so that a list's item never shows a value of the whole.
    ///   - schema: The declaration that the templates were checked against. Undeclared values are out of reach.
    package init(_ values: [String: TemplateValue], schema: TemplateSchema) {
        root = TemplateNode(.object(values), schema: schema)
    }
}
