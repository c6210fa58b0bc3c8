// SPDX-License-Identifier: Apache-2.0

/// The QR code that a session shows now, as the vault in memory keeps it.
package struct LiveQR: Hashable, Sendable {
    /// What to scan.
    package let payload: QRPayload
    /// Names the code without revealing it.
    package let id: QRID
    /// Which start of the engine it belongs to, from 1 within the incident.
    package let round: Int
    /// Which code of the round it is, from 1.
    package let sequence: Int
    /// When it was first seen.
    package let firstSeen: Timestamp
    /// When it is taken to be dead.
    package let expiresAt: Timestamp

    /// A code of those facts.
    package init(payload: QRPayload, id: QRID, round: Int, sequence: Int, firstSeen: Timestamp, expiresAt: Timestamp) {
        self.payload = payload
        self.id = id
        self.round = round
        self.sequence = sequence
        self.firstSeen = firstSeen
        self.expiresAt = expiresAt
    }
}
