// SPDX-License-Identifier: Apache-2.0

/// What a channel's `events:` asks for.
package enum EventSubscription: String, Sendable, CaseIterable {
    /// Confirmed outages: opened, changed, recovered and what belongs to them. The default.
    case incidents
    /// Every observed change of state, unconfirmed.
    case transitions
    /// Every new QR code, with its payload.
    case qr
}
