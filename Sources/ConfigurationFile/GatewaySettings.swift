// SPDX-License-Identifier: Apache-2.0

package import RelinkModel

/// One gateway: how to reach it, and what to watch there.
package struct GatewaySettings: Hashable, Sendable {
    /// What the deciding code must know.
    package let plan: GatewayPlan
    /// `http(s)://host[:port][/prefix]` without a slash at the end.
    package let url: String
    /// Accepted keys, the newest first; empty where the gateway asks for none.
    package let apiKeys: [Secret]
    /// Of one status request.
    package let timeout: Duration
    /// Of one question to WhatsApp.
    package let probeTimeout: Duration
    /// The last part of `/hooks/<id>/<secret>`; nil where the gateway pushes nothing.
    package let pushSecret: Secret?
}
