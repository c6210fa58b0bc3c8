// SPDX-License-Identifier: Apache-2.0

/// Which Relink this is.
package enum RelinkVersion {
    /// As in CHANGELOG.md.
    package static let current = "0.1.0"
}
