// SPDX-License-Identifier: Apache-2.0

/// Which session: a name within a gateway, case-sensitive.
package struct SessionKey: Hashable, Sendable, CustomStringConvertible {
    /// The gateway that keeps the session.
    package let gateway: GatewayID
    /// The session's name as the gateway spells it.
    package let name: String

    /// The session of that name at that gateway.
    package init(gateway: GatewayID, name: String) {
        self.gateway = gateway
        self.name = name
    }

    /// `GATEWAY/SESSION`, the way people write it everywhere.
    package var description: String { "\(gateway)/\(name)" }
}
