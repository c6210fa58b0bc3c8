// SPDX-License-Identifier: Apache-2.0

/// Everything stored that one gateway's watch goes on from.
package struct GatewaySnapshot: Hashable, Sendable {
    /// Six characters, constant for this store and gateway, that its incident ids begin with.
    package let namespace: String
    /// Its counters.
    package let gateway: GatewayRecord
    /// Its sessions.
    package let sessions: [SessionRecord]
    /// Incidents that are not closed.
    package let incidents: [IncidentRecord]
    /// Groups that are not closed.
    package let groups: [GroupRecord]
    /// Silences, those that are over meanwhile included.
    package let silences: [Silence]
    /// Reliefs, those that are over meanwhile included.
    package let reliefs: [Relief]
    /// Rows that are queued or were being sent, in the order of their lanes' positions.
    package let deliveries: [Delivery]
    /// The frozen requests of those rows that have one.
    package let requests: [DeliveryID: FrozenRequest]
    /// Messages that can be edited, of incidents that are not closed.
    package let references: [StoredReference]
    /// The highest position given in each lane that has open rows.
    package let positions: [LaneKey: Int]

    /// How many of the rows were being sent when Relink ended.
    package var cutOff = 0

    /// Whether the store has never heard of the gateway.
    package var isNew: Bool {
        gateway == GatewayRecord() && sessions.isEmpty && incidents.isEmpty && groups.isEmpty && silences.isEmpty
            && reliefs.isEmpty && deliveries.isEmpty
    }

    /// A snapshot of those parts.
    package init(
        namespace: String, gateway: GatewayRecord = GatewayRecord(), sessions: [SessionRecord] = [],
        incidents: [IncidentRecord] = [], groups: [GroupRecord] = [], silences: [Silence] = [],
        reliefs: [Relief] = [], deliveries: [Delivery] = [], requests: [DeliveryID: FrozenRequest] = [:],
        references: [StoredReference] = [], positions: [LaneKey: Int] = [:]
    ) {
        self.namespace = namespace
        self.gateway = gateway
        self.sessions = sessions
        self.incidents = incidents
        self.groups = groups
        self.silences = silences
        self.reliefs = reliefs
        self.deliveries = deliveries
        self.requests = requests
        self.references = references
        self.positions = positions
    }
}
