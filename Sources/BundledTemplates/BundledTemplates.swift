// SPDX-License-Identifier: Apache-2.0

/// The files of `templates/`, part of the program so that it needs none beside it.
package enum BundledTemplates {
    /// Text by path below `templates/`, with `/` between folders. Written at build time by the EmbedTemplates plugin.
    package static let files: [String: String] = embeddedFiles
}
