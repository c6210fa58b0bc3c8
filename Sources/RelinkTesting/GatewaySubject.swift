// SPDX-License-Identifier: Apache-2.0

package import RelinkModel

/// A kind of gateway as the conformance suite needs to know it: how its adapter is made, and how it speaks.
package struct GatewaySubject: Sendable {
    /// A reply in the gateway's own shape.
    package struct Reply: Sendable {
        package let status: Int
        package let body: String

        /// A reply of that status and body.
        package init(_ status: Int, _ body: String) {
            self.status = status
            self.body = body
        }
    }

    /// Makes the adapter for a gateway at that URL, with those keys and that limit of a status request.
    package let make: @Sendable (_ url: String, _ keys: [String], _ limit: Duration) throws -> any SessionGateway
    /// The header that carries the key, in lower case.
    package let keyHeader: String
    /// The gateway's answer to a ping.
    package let pong: Reply
    /// The path of a status request up to the session's name.
    package let statusPath: String
    /// Its status answer for a connected session.
    package let connected: Reply
    /// Its status answer that repeats that text as the reason. The text is written into a JSON string as it is.
    package let failedBecause: @Sendable (_ text: String) -> Reply
    /// Its answer that a session is linked to that number, in digits. They are written into a JSON string as they are.
    package let linked: @Sendable (_ number: String) -> Reply
    /// Its refusal of a key that repeats that text.
    package let refusal: @Sendable (_ text: String) -> Reply

    /// A subject of those properties.
    package init(
        make: @escaping @Sendable (_ url: String, _ keys: [String], _ limit: Duration) throws -> any SessionGateway,
        keyHeader: String, pong: Reply, statusPath: String, connected: Reply,
        failedBecause: @escaping @Sendable (_ text: String) -> Reply,
        linked: @escaping @Sendable (_ number: String) -> Reply,
        refusal: @escaping @Sendable (_ text: String) -> Reply
    ) {
        self.make = make
        self.keyHeader = keyHeader
        self.pong = pong
        self.statusPath = statusPath
        self.connected = connected
        self.failedBecause = failedBecause
        self.linked = linked
        self.refusal = refusal
    }
}
