// SPDX-License-Identifier: Apache-2.0

import JSONText
import RelinkModel

extension StoreChange {
    /// The statements that make the change, in order.
    func rows(_ gateway: GatewayID) -> [RowWrite] {
        let key = StoredText.escape(gateway.rawValue)
        return switch self {
        case .gateway(let record): [Self.row(record, key)]
        case .session(let record): [Self.row(record, key)]
        case .forgetSession(let name):
            [RowWrite("DELETE FROM session WHERE gateway = ? AND name = ?", [key, StoredText.escape(name)])]
        case .incident(let record): [Self.row(record, key)]
        case .group(let record): [Self.row(record, key)]
        case .silence(let silence): [Self.row(silence, key)]
        case .forgetSilence(let id):
            [RowWrite("DELETE FROM silence WHERE gateway = ? AND id = ?", [key, StoredText.escape(id.rawValue)])]
        case .relief(let relief): [Self.row(relief, key)]
        case .forgetRelief(let id):
            [RowWrite("DELETE FROM relief WHERE gateway = ? AND id = ?", [key, StoredText.escape(id.rawValue)])]
        case .history(let record): [Self.row(record, key)]
        case .delivery(let delivery): Self.rows(delivery, key)
        case .request(let delivery, let request):
            [
                RowWrite(
                    """
                    INSERT INTO request(gateway, delivery, request) VALUES(?, ?, ?)
                    ON CONFLICT DO UPDATE SET request = excluded.request
                    """, [key, StoredText.escape(delivery.rawValue), RequestText.text(of: request)])
            ]
        case .attempt(let delivery, let number, let at, let report):
            [Self.row(delivery, number: number, at: at, report, key)]
        case .reference(let record): [Self.row(record, key)]
        }
    }

    private static func row(_ record: GatewayRecord, _ key: String) -> RowWrite {
        RowWrite(
            "INSERT OR REPLACE INTO gateway(id, incidents, transitions, unreachable_since) VALUES(?, ?, ?, ?)",
            [key, record.incidents, record.transitions, record.unreachableSince?.milliseconds])
    }

    private static func row(_ record: SessionRecord, _ key: String) -> RowWrite {
        RowWrite(
            """
            INSERT OR REPLACE INTO session(gateway, name, observed_state, observed_detail, observed_since,
                confirmed_state, confirmed_detail, confirmed_since, run_since, ever_connected, is_listed,
                care)
            VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                key, StoredText.escape(record.name),
                record.observed.state.rawValue, StoredText.escape(record.observed.detail.rawValue),
                record.observedSince.milliseconds,
                record.confirmed?.state.rawValue, record.confirmed.map { StoredText.escape($0.detail.rawValue) },
                record.confirmedSince.milliseconds, record.runSince?.milliseconds,
                record.everConnected, record.isListed, SessionCareText.text(of: record),
            ])
    }

    private static func row(_ record: IncidentRecord, _ key: String) -> RowWrite {
        RowWrite(
            """
            INSERT OR REPLACE INTO incident(gateway, id, code, opened_at, subject, opened_by, state, detail, since,
                qr_offered_at, last_sequence, start_attempts, recovered_at, closed_at, connected_before, told,
                care)
            VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                key, StoredText.escape(record.reference.id.rawValue), StoredText.escape(record.reference.code),
                record.reference.openedAt.milliseconds, KeyText.text(of: record.subject), record.openedBy.rawValue,
                record.condition.state.rawValue, StoredText.escape(record.condition.detail.rawValue),
                record.since.milliseconds, record.qrOfferedAt?.milliseconds, record.lastSequence,
                record.startAttempts, record.recoveredAt?.milliseconds, record.closedAt?.milliseconds,
                record.connectedBefore, JSONText.serialize(RecipientsText.value(of: record.told)),
                CareText.text(of: record.care),
            ])
    }

    private static func row(_ record: GroupRecord, _ key: String) -> RowWrite {
        RowWrite(
            "INSERT OR REPLACE INTO message_group(gateway, id, closed_at, facts) VALUES(?, ?, ?, ?)",
            [
                key, StoredText.escape(record.reference.id.rawValue), record.closedAt?.milliseconds,
                GroupText.text(of: record),
            ])
    }

    private static func row(_ silence: Silence, _ key: String) -> RowWrite {
        RowWrite(
            "INSERT OR REPLACE INTO silence(gateway, id, facts) VALUES(?, ?, ?)",
            [key, StoredText.escape(silence.id.rawValue), SilenceText.text(of: silence)])
    }

    private static func row(_ relief: Relief, _ key: String) -> RowWrite {
        RowWrite(
            "INSERT OR REPLACE INTO relief(gateway, id, facts) VALUES(?, ?, ?)",
            [key, StoredText.escape(relief.id.rawValue), ReliefText.text(of: relief)])
    }

    private static func row(_ record: HistoryRecord, _ key: String) -> RowWrite {
        RowWrite(
            """
            INSERT INTO history(gateway, subject, at, what, state, detail, previous_state, previous_detail, incident,
                words)
            VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                key, KeyText.text(of: record.subject), record.at.milliseconds, StoredText.escape(record.what),
                record.condition.state.rawValue, StoredText.escape(record.condition.detail.rawValue),
                record.previous?.state.rawValue, record.previous.map { StoredText.escape($0.detail.rawValue) },
                record.incident.map { StoredText.escape($0.rawValue) }, StoredText.escape(record.words),
            ])
    }

    /// The row; once its receiver has it, or a later row stands for it, its request is of no use any more.
    ///
    /// A dead row keeps its request: a person may replay it.
    private static func rows(_ delivery: Delivery, _ key: String) -> [RowWrite] {
        let id = StoredText.escape(delivery.id.rawValue)
        let row = RowWrite(
            """
            INSERT INTO delivery(gateway, id, lane, position, state, created_at, due_at, attempts, ambiguous_attempts,
                is_plain, note, event, stand_in)
            VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET lane = excluded.lane, position = excluded.position, state = excluded.state,
                created_at = excluded.created_at, due_at = excluded.due_at, attempts = excluded.attempts,
                ambiguous_attempts = excluded.ambiguous_attempts, is_plain = excluded.is_plain, note = excluded.note,
                event = excluded.event, stand_in = excluded.stand_in
            """,
            [
                key, id, KeyText.text(of: delivery.lane), delivery.position, delivery.state.rawValue,
                delivery.createdAt.milliseconds, delivery.dueAt.milliseconds, delivery.attempts,
                delivery.ambiguousAttempts, delivery.isPlain, StoredText.escape(delivery.note),
                EventText.text(of: delivery.event), delivery.standIn.rawValue,
            ])
        switch delivery.state {
        case .queued, .sending, .dead: return [row]
        case .delivered, .superseded:
            return [row, RowWrite("DELETE FROM request WHERE gateway = ? AND delivery = ?", [key, id])]
        }
    }

    private static func row(
        _ delivery: DeliveryID, number: Int, at: Timestamp, _ report: AttemptReport, _ key: String
    ) -> RowWrite {
        let (outcome, after, reason) = columns(of: report.outcome)
        return RowWrite(
            """
            INSERT OR REPLACE INTO attempt(gateway, delivery, number, at, outcome, retry_after, reason, is_ambiguous,
                status, words, took)
            VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                key, StoredText.escape(delivery.rawValue), number, at.milliseconds, outcome,
                after?.wholeMilliseconds, StoredText.escape(reason), report.isAmbiguous, report.status,
                StoredText.escape(report.words), report.took.wholeMilliseconds,
            ])
    }

    private static func columns(of outcome: DeliveryOutcome) -> (String, Duration?, String) {
        switch outcome {
        case .delivered: ("delivered", nil, "")
        case .duplicate: ("duplicate", nil, "")
        case .retry(let after, let reason): ("retry", after, reason)
        case .reject(let reason): ("reject", nil, reason)
        case .suspend(let probeAfter, let reason): ("suspend", probeAfter, reason)
        }
    }

    private static func row(_ record: StoredReference, _ key: String) -> RowWrite {
        RowWrite(
            "INSERT OR REPLACE INTO reference(gateway, incident, recipient, reference) VALUES(?, ?, ?, ?)",
            [
                key, StoredText.escape(record.incident.rawValue), KeyText.text(of: record.recipient),
                StoredText.escape(record.reference.rawValue),
            ])
    }
}
