// SPDX-License-Identifier: Apache-2.0

/// A tag of a template, and where it begins.
struct TemplateTag: Equatable {
    enum Kind: Equatable {
        case variable
        /// `{{{name}}}` or `{{&name}}`.
        case raw
        case section
        case inverted
        case close
        case partial
        case comment
        /// `{{=`, `{{%`, `{{<`, `{{$`: known to the library, but not for us.
        case unsupported(Character)
        /// Has no end.
        case unfinished
    }

    let kind: Kind
    /// Without white space around it.
    let name: String
    /// From 1.
    let line: Int
    /// From 1, in Unicode scalars.
    let column: Int
}
