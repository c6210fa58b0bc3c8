// SPDX-License-Identifier: Apache-2.0

/// What an implementation of a port does otherwise than the port says.
package struct ConformanceFailure: Error, CustomStringConvertible {
    package let description: String

    /// That deviation.
    package init(_ description: String) { self.description = description }
}
