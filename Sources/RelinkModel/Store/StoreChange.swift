// SPDX-License-Identifier: Apache-2.0

/// One change of what is stored. All changes of a decision are committed together or not at all (invariant I3).
package enum StoreChange: Hashable, Sendable {
    /// Replaces the gateway's record.
    case gateway(GatewayRecord)
    /// Inserts or replaces a session.
    case session(SessionRecord)
    /// Forgets a session that is watched no longer. Its history stays.
    case forgetSession(String)
    /// Inserts or replaces an incident.
    case incident(IncidentRecord)
    /// Inserts or replaces a group.
    case group(GroupRecord)
    /// Inserts or replaces a silence.
    case silence(Silence)
    /// Forgets a silence that is over.
    case forgetSilence(SilenceID)
    /// Inserts or replaces a relief.
    case relief(Relief)
    /// Forgets a relief that is over.
    case forgetRelief(ReliefID)
    /// Appends to the history.
    case history(HistoryRecord)
    /// Inserts or replaces a row of the outbox.
    case delivery(Delivery)
    /// Stores the frozen request of a row, once, before its first attempt; again only when it became plain.
    case request(DeliveryID, FrozenRequest)
    /// Records an attempt of a row.
    case attempt(DeliveryID, number: Int, at: Timestamp, AttemptReport)
    /// Remembers a message that can be edited.
    case reference(StoredReference)
}
