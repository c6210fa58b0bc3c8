// SPDX-License-Identifier: Apache-2.0

/// A delivery rendered by its channel, ready to be stored.
package struct PreparedRequest: Hashable, Sendable {
    /// What every attempt sends.
    package let request: FrozenRequest
    /// Why the built-in plain text stands in for the template, for the log; nil when the template worked.
    package let fallbackReason: String?

    /// That request.
    package init(request: FrozenRequest, fallbackReason: String? = nil) {
        self.request = request
        self.fallbackReason = fallbackReason
    }
}
