// SPDX-License-Identifier: Apache-2.0

extension IncidentRecord {
    /// What is stored of something that was told of Relink itself, so that it is not told anew after a restart. Nobody
    /// names it by its code, and nothing waits for it.
    ///
    /// - Parameters:
    ///   - kind: what was told.
    ///   - count: of how many it was told, where that matters.
    static func ofWatcher(
        _ id: IncidentID, _ kind: EventKind, since: Timestamp, told: [Recipient], count: Int = 0,
        closedAt: Timestamp?
    ) -> IncidentRecord {
        IncidentRecord(
            reference: IncidentReference(id: id, code: IncidentCode.of(id), openedAt: since), subject: .watcher,
            openedBy: kind, condition: SessionCondition(.unreachable), since: since, qrOfferedAt: nil,
            lastSequence: closedAt == nil ? 1 : 2, startAttempts: 0, recoveredAt: closedAt, closedAt: closedAt,
            connectedBefore: count, told: told)
    }
}
