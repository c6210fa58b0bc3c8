// SPDX-License-Identifier: Apache-2.0

/// A message that a recipient was sent for an incident and that can be edited.
package struct StoredReference: Hashable, Sendable {
    package let incident: IncidentID
    package let recipient: Recipient
    package let reference: RemoteReference

    /// That message.
    package init(incident: IncidentID, recipient: Recipient, reference: RemoteReference) {
        self.incident = incident
        self.recipient = recipient
        self.reference = reference
    }
}
