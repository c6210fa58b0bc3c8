// SPDX-License-Identifier: Apache-2.0

import GRDB
import RelinkModel

/// Rows back to the records that they were written from.
extension Row {
    /// A row of `gateway`.
    func gatewayRecord() throws -> GatewayRecord {
        GatewayRecord(
            incidents: try integer("incidents"), transitions: try integer("transitions"),
            unreachableSince: try optionalTime("unreachable_since"))
    }

    /// A row of `session`.
    func sessionRecord() throws -> SessionRecord {
        let care = try optionalJSON("care")
        return SessionRecord(
            name: try text("name"),
            observed: try condition("observed_", table: "session"),
            observedSince: try time("observed_since"),
            confirmed: try optionalCondition("confirmed_", table: "session"),
            confirmedSince: try time("confirmed_since"),
            runSince: try optionalTime("run_since"),
            everConnected: try flag("ever_connected"),
            isListed: try flag("is_listed"),
            flapping: try SessionCareText.flapping(care, table: "session"),
            expectation: try SessionCareText.expectation(care, table: "session"),
            account: try SessionCareText.account(care, table: "session"))
    }

    /// A row of `incident`.
    func incidentRecord() throws -> IncidentRecord {
        let told = try Facts(json("told"), table: "incident").texts()
        return IncidentRecord(
            reference: IncidentReference(
                id: IncidentID(try text("id")), code: try text("code"), openedAt: try time("opened_at")),
            subject: try KeyText.subject(json("subject"), table: "incident"),
            openedBy: try word("opened_by", table: "incident"),
            condition: try condition(table: "incident"),
            since: try time("since"),
            qrOfferedAt: try optionalTime("qr_offered_at"),
            lastSequence: try integer("last_sequence"),
            startAttempts: try integer("start_attempts"),
            recoveredAt: try optionalTime("recovered_at"),
            closedAt: try optionalTime("closed_at"),
            connectedBefore: try integer("connected_before"),
            told: try RecipientsText.recipients(told, table: "incident"),
            care: try CareText.care(json("care"), table: "incident"))
    }

    /// A row of `message_group`.
    func groupRecord() throws -> GroupRecord { try GroupText.group(json("facts"), table: "message_group") }

    /// A row of `silence`.
    func silence() throws -> Silence { try SilenceText.silence(json("facts"), table: "silence") }

    /// A row of `relief`.
    func relief() throws -> Relief { try ReliefText.relief(json("facts"), table: "relief") }

    /// A row of `history`.
    func historyRecord() throws -> HistoryRecord {
        HistoryRecord(
            at: try time("at"),
            subject: try KeyText.subject(json("subject"), table: "history"),
            what: try text("what"),
            condition: try condition(table: "history"),
            previous: try optionalCondition("previous_", table: "history"),
            incident: try optionalText("incident").map { IncidentID($0) },
            words: try text("words"))
    }

    /// A row of `delivery`.
    func delivery() throws -> Delivery {
        var delivery = Delivery(
            id: DeliveryID(try text("id")),
            lane: try KeyText.lane(json("lane"), table: "delivery"),
            event: try EventText.event(json("event"), table: "delivery"),
            position: try integer("position"),
            createdAt: try time("created_at"))
        delivery.state = try word("state", table: "delivery")
        delivery.attempts = try integer("attempts")
        delivery.ambiguousAttempts = try integer("ambiguous_attempts")
        delivery.dueAt = try time("due_at")
        delivery.isPlain = try flag("is_plain")
        delivery.note = try text("note")
        delivery.standIn = try word("stand_in", table: "delivery")
        return delivery
    }

    /// A row of `reference`.
    func storedReference() throws -> StoredReference {
        StoredReference(
            incident: IncidentID(try text("incident")),
            recipient: try KeyText.recipient(json("recipient"), table: "reference"),
            reference: RemoteReference(rawValue: try text("reference")))
    }
}
