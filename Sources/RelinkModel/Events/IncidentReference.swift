// SPDX-License-Identifier: Apache-2.0

/// What a message says of the incident that it belongs to.
package struct IncidentReference: Hashable, Sendable {
    /// The incident's identity.
    package let id: IncidentID
    /// Four letters for people, printed as `#K7Q2`.
    package let code: String
    /// When the outage was confirmed.
    package let openedAt: Timestamp

    /// A reference to that incident.
    package init(id: IncidentID, code: String, openedAt: Timestamp) {
        self.id = id
        self.code = code
        self.openedAt = openedAt
    }
}
