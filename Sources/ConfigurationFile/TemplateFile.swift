// SPDX-License-Identifier: Apache-2.0

/// A template that the configuration names, read when the configuration was.
package struct TemplateFile: Hashable, Sendable {
    /// Where it stands, for problems found in it.
    package let path: String
    /// What it says.
    package let text: String
}
