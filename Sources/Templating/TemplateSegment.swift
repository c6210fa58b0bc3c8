// SPDX-License-Identifier: Apache-2.0

/// A piece of a rendered text.
package enum TemplateSegment: Equatable, Sendable {
    /// Text that is final.
    case text(String)
    /// A place for what must not be stored, by name.
    case slot(String)
}
