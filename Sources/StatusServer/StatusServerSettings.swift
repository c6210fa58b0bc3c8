// SPDX-License-Identifier: Apache-2.0

package import RelinkModel

/// What those who answer are told by the configuration.
package struct StatusServerSettings: Sendable {
    /// Where the network reaches them, which also says whom they trust.
    package var listener: StatusServer.Listener
    /// What `x-api-key` (or `Authorization: Bearer`) has to say; nil or empty for none, which only loopback allows.
    package var apiKey: Secret?
    /// Host names that requests may be for, besides loopback's and the listener's own.
    package var allowedHosts: [String]
    /// The gateway that `/api/whatsapp` without a prefix speaks for.
    package var compatibleGateway: GatewayID
    /// The secret in the path of each gateway that pushes, `/hooks/{gateway}/{secret}`.
    package var pushSecrets: [GatewayID: Secret]
    /// Our own version, for `/control/status`.
    package var version: String
    /// Who reads the configuration anew, on a socket file; nil where nobody does.
    package var reloading: (any Reloading)?

    /// Those settings.
    package init(
        listener: StatusServer.Listener, apiKey: Secret? = nil, allowedHosts: [String] = [],
        compatibleGateway: GatewayID, pushSecrets: [GatewayID: Secret] = [:], version: String
    ) {
        self.listener = listener
        self.apiKey = apiKey
        self.allowedHosts = allowedHosts
        self.compatibleGateway = compatibleGateway
        self.pushSecrets = pushSecrets
        self.version = version
    }
}
