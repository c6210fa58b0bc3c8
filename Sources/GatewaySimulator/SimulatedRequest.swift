// SPDX-License-Identifier: Apache-2.0

/// What the gateway looks at in a request.
package struct SimulatedRequest: Sendable {
    /// The method, in capitals.
    package let method: String
    /// The path without its query, still percent-encoded.
    package let path: Substring
    /// The value of `x-api-key`.
    package let key: String?

    /// A request for that target (path and query).
    package init(method: String = "GET", target: String, key: String? = nil) {
        self.method = method
        path = target.prefix { $0 != "?" }
        self.key = key
    }
}
