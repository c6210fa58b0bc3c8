// SPDX-License-Identifier: Apache-2.0

/// How files below `templates/` are told apart by their paths.
enum TemplateFile {
    private static let suffix = ".mustache"

    /// Whether it is a template or a partial. Other files there (settings of a channel, say) are not ours.
    static func isMustache(_ path: String) -> Bool { path.hasSuffix(suffix) }

    /// Whether it is only for inclusion: its name has no extension but `.mustache`.
    static func isPartial(_ path: String) -> Bool {
        isMustache(path) && !(path.split(separator: "/").last ?? "").dropLast(suffix.count).contains(".")
    }

    /// What `{{>…}}` calls it: the path without `.mustache`.
    static func partialName(_ path: String) -> String { String(path.dropLast(suffix.count)) }

    /// The path of the partial of that name.
    static func path(ofPartial name: String) -> String { name + suffix }
}
