// SPDX-License-Identifier: Apache-2.0

/// Which ownership of a gateway a commit belongs to; a store with one process has only the first.
package struct Epoch: RawRepresentable, Hashable, Comparable, Sendable {
    /// From 1, growing with each change of owner.
    package let rawValue: Int64

    /// The ownership of that number.
    package init(rawValue: Int64) { self.rawValue = rawValue }

    /// The only ownership where there is one process.
    package static let first = Epoch(rawValue: 1)

    package static func < (left: Epoch, right: Epoch) -> Bool { left.rawValue < right.rawValue }
}
