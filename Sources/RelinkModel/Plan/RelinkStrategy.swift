// SPDX-License-Identifier: Apache-2.0

/// What follows a round of QR codes that nobody scanned (`policy.relink.strategy`).
package enum RelinkStrategy: String, Sendable, CaseIterable {
    /// Nothing, until a person wishes for a new round.
    case onDemand = "on_demand"
    /// The next round, so that there is always a code. It costs the gateway a start of its browser each time, and many
    /// rounds may look to WhatsApp like abuse.
    case keepAlive = "keep_alive"
}
