// SPDX-License-Identifier: Apache-2.0

package import RelinkModel

/// What an adapter must know of the gateway it speaks to.
package struct GatewaySettings: Sendable {
    /// Its `id` in the configuration.
    package let id: GatewayID
    /// Where it listens.
    package let endpoint: GatewayEndpoint
    /// Its API keys, the newest first; none for a gateway without one. Empty ones do not count.
    package let keys: [Secret]
    /// How long one status request may take. A gateway may wait 10 s for its browser before it answers.
    package let statusLimit: Duration
    /// How long WhatsApp may take to answer a session that is probed.
    package let probeLimit: Duration

    /// Settings of those parts.
    package init(
        id: GatewayID, endpoint: GatewayEndpoint, keys: [Secret], statusLimit: Duration = .seconds(15),
        probeLimit: Duration = .seconds(20)
    ) {
        self.id = id
        self.endpoint = endpoint
        self.keys = keys.filter { !$0.isEmpty }
        self.statusLimit = statusLimit
        self.probeLimit = probeLimit
    }
}
