// SPDX-License-Identifier: Apache-2.0

/// A file that a store is kept in.
package struct StoreFile: Hashable, Sendable {
    /// What is in it.
    package enum Content: String, Sendable {
        /// Everything.
        case database
        /// What was committed lately.
        case log
    }

    /// What is in it.
    package let content: Content
    /// How large it is.
    package let bytes: Int

    /// That file.
    package init(_ content: Content, bytes: Int) {
        self.content = content
        self.bytes = bytes
    }
}
