// SPDX-License-Identifier: Apache-2.0

/// How a start of a simulated session fails.
package enum StartFailure: String, Sendable, CaseIterable {
    /// The browser does not come up.
    case browser
    /// The library throws a bare string, which leaves the answer without its `error`.
    case authTimeout = "auth_timeout"
}
