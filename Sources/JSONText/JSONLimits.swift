// SPDX-License-Identifier: Apache-2.0

/// What a document may cost before it is refused.
package struct JSONLimits: Sendable, Hashable {
    /// The most bytes a document may have.
    package var bytes: Int
    /// How deep objects and arrays may nest; `[]` is 1. json-c recurses when it frees a tree, so this stays small.
    package var depth: Int

    /// Sets both limits.
    package init(bytes: Int, depth: Int) {
        self.bytes = bytes
        self.depth = depth
    }

    /// 4 MiB (a list of 10 000 sessions has about 1.5 MiB) and 32 levels.
    package static let `default` = JSONLimits(bytes: 4 << 20, depth: 32)
}
