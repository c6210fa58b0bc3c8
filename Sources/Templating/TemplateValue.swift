// SPDX-License-Identifier: Apache-2.0

/// A value that a template can name.
package enum TemplateValue: Equatable, Sendable {
    /// Text from anywhere. Cleaned before it is rendered, and escaped while. A section on it is shown unless it is empty.
    case string(String)
    /// Shows or hides a section; as a variable `true` or `false`.
    case boolean(Bool)
    /// A whole number. A section on it is shown, whatever the number.
    case integer(Int)
    /// A section on it is repeated for each item.
    case list([TemplateValue])
    /// A section on it is shown once, with its names in reach.
    case object([String: TemplateValue])
    /// A place for what must not be stored, filled in after rendering; see `SlotSplitter`. A section on it is shown.
    case slot(String)
}
