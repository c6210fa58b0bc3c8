// SPDX-License-Identifier: Apache-2.0

/// Incidents that one recipient was told of together, for people and for the API.
package struct GroupStatus: Hashable, Sendable {
    /// At which gateway.
    package let gateway: GatewayID
    /// Its id, code and opening. People take on all of its incidents by its code.
    package let reference: IncidentReference
    /// Who was told.
    package let recipient: Recipient
    /// First observation of its first outage.
    package let since: Timestamp
    /// The sessions in it whose outage lasts, by name.
    package let sessions: [String]

    /// A status of those facts.
    package init(
        gateway: GatewayID, reference: IncidentReference, recipient: Recipient, since: Timestamp, sessions: [String]
    ) {
        self.gateway = gateway
        self.reference = reference
        self.recipient = recipient
        self.since = since
        self.sessions = sessions
    }
}
