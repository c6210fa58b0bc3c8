// SPDX-License-Identifier: Apache-2.0

package import RelinkModel

/// What the built-in server needs to know (`server:`).
package struct ServerSettings: Hashable, Sendable {
    /// Where it listens.
    package let listen: ListenAddress
    /// What callers must show in `x-api-key`; nil lets everybody in, which only loopback allows.
    package let apiKey: Secret?
    /// The gateway that the API without a gateway in its path speaks for.
    package let compatGateway: GatewayID?
    /// Further names that the `Host` header may carry.
    package let allowedHosts: [String]
}
