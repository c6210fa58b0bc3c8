// SPDX-License-Identifier: Apache-2.0

/// Where something stands in a configuration file.
struct Place: Hashable, Sendable {
    /// The file as the operator named it, or as an `include:` led to it.
    let file: String
    /// From 1.
    let line: Int
    /// From 1, counted in Unicode scalars, as libyaml counts them.
    let column: Int
}
