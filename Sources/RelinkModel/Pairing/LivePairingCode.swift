// SPDX-License-Identifier: Apache-2.0

/// A pairing code for the person who asked for it.
package struct LivePairingCode: Hashable, Sendable {
    /// The code.
    package let code: PairingCode
    /// The last four digits of the number whose phone takes it.
    package let last4: String
    /// When it is taken to be dead.
    package let expiresAt: Timestamp

    /// That code.
    package init(code: PairingCode, last4: String, expiresAt: Timestamp) {
        self.code = code
        self.last4 = last4
        self.expiresAt = expiresAt
    }
}
