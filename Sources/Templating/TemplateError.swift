// SPDX-License-Identifier: Apache-2.0

/// Why templates could not be loaded, or one of them not be rendered. Never carries a value.
package enum TemplateError: Error, Equatable, CustomStringConvertible {
    /// Every problem of every file, in their order.
    case problems([TemplateProblem])
    /// There is no template at this path.
    case unknownTemplate(path: String)
    /// The text has more bytes than `TemplateCatalog.largestOutputBytes`.
    case tooLarge(path: String, bytes: Int)
    /// At this byte of the rendered text a slot is marked in a way that no template marks it.
    case malformedSlot(offset: Int)
    /// The caller cannot fill the slot of this name.
    case unknownSlot(name: String)

    package var description: String {
        switch self {
        case .problems(let problems):
            problems.map(\.description).joined(separator: "\n")
        case .unknownTemplate(let path):
            "there is no template \(path); add it to the templates directory"
        case .tooLarge(let path, let bytes):
            "\(path): renders to \(bytes) bytes, at most \(TemplateCatalog.largestOutputBytes) are sent; shorten it"
        case .malformedSlot(let offset):
            "rendered text has a stray slot mark at byte \(offset); remove private use characters from the template"
        case .unknownSlot(let name):
            "rendered text has a slot \(name) that cannot be filled here; remove it from the template"
        }
    }
}
