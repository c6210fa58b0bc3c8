// SPDX-License-Identifier: Apache-2.0

/// A request of a batch, with the number its outcome comes back under.
package struct TaggedRequest: Sendable {
    /// What the caller knows the request by; need not be unique.
    package let tag: Int
    /// The request.
    package let request: HTTPRequest

    /// Pairs a tag with a request.
    package init(tag: Int, request: HTTPRequest) {
        self.tag = tag
        self.request = request
    }
}
