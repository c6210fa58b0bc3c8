// SPDX-License-Identifier: Apache-2.0

/// A request rendered once and stored before its first byte leaves: every attempt sends the same bytes outside the
/// slots.
package struct FrozenRequest: Hashable, Sendable {
    /// A piece of a frozen text.
    package enum Segment: Hashable, Sendable {
        /// The same on every attempt.
        case text(String)
        /// Filled per attempt.
        case slot(Slot)
    }

    /// One header.
    package struct Header: Hashable, Sendable {
        package let name: String
        package let value: [Segment]

        /// A header of that name and value.
        package init(name: String, value: [Segment]) {
            self.name = name
            self.value = value
        }
    }

    /// One part of a multipart form.
    package struct Part: Hashable, Sendable {
        package let name: String
        package let filename: String?
        package let contentType: String?
        package let content: [Segment]

        /// A part of that name and content.
        package init(name: String, filename: String? = nil, contentType: String? = nil, content: [Segment]) {
            self.name = name
            self.filename = filename
            self.contentType = contentType
            self.content = content
        }
    }

    /// What the request carries.
    package enum Body: Hashable, Sendable {
        /// Nothing.
        case empty
        /// One text; its type is among the headers.
        case text([Segment])
        /// `multipart/form-data`. A part whose slot has nothing to show is left out.
        case form([Part])
    }

    /// The HTTP method.
    package let method: String
    /// The URL; the secret part of it is a slot.
    package let url: [Segment]
    /// The headers that are the same on every attempt, in order.
    package let headers: [Header]
    /// The body.
    package let body: Body

    /// A request of those parts.
    package init(method: String, url: [Segment], headers: [Header], body: Body) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
    }
}
