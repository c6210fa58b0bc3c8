// SPDX-License-Identifier: Apache-2.0

/// One header line of a request.
package struct HTTPHeader: Sendable, Hashable {
    /// The name; letters, digits and the marks of a token only (RFC 9110 §5.6.2).
    package let name: String
    /// The value; no control characters. It may be a secret: it is never printed.
    package let value: String

    /// Pairs a name with a value. Whether both are well-formed is checked when the request is sent.
    package init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

extension HTTPHeader: CustomStringConvertible, CustomDebugStringConvertible {
    /// The name alone.
    package var description: String { "\(name): …" }
    /// The name alone.
    package var debugDescription: String { description }
}
