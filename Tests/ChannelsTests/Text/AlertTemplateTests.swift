// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import Templating
import Testing

@testable import Channels

struct AlertTemplateTests {
    private let long = SampleAlerts.alert(.serverOpened)

    @Test func theMostGenerousCutThatFitsIsTaken() throws {
        // The words of the sample are 26 characters; with its label 100 fit, and 27 do not.
        let roomy = try template("{{reason}}") { $0.unicodeScalars.count <= 100 ? nil : "too long" }
        #expect(
            try roomy.render(hostile, showing: .nothing).get() == [.text("“\(String(repeating: "x", count: 39))…”")])
    }

    @Test func whatNeverFitsIsAFailureWithItsReason() throws {
        let template = try template("{{title}}") { _ in "too long" }
        #expect(template.render(long, showing: .nothing) == .failure(RenderFailure(reason: "too long")))
        #expect(
            template.problems(showing: .nothing).map(\.description) == [
                "own.txt.mustache:1:1: too long (with the sample session.opened.scan_qr)"
            ])
    }

    @Test func slotsStayPlaces() throws {
        let template = try template("a{{qr.payload}}b") { _ in nil }
        #expect(
            try template.render(long, showing: .text).get() == [.text("a"), .slot(.qrPayload), .text("b")])
    }

    private var hostile: Alert {
        let event = AlertEvent(
            id: "x-1", kind: .serverOpened, subject: .server, occurredAt: long.now, incident: nil, sequence: 1,
            condition: SessionCondition(.unreachable, .unknown), severity: .critical,
            words: String(repeating: "x", count: 5000))
        return Alert(
            delivery: "x-1:ops", recipient: Recipient(channel: "ops"), event: event, gateway: "main",
            gatewayKind: .wwebjs, session: nil, qr: nil, now: long.now)
    }

    private func template(
        _ text: String, objection: @escaping @Sendable (String) -> String?
    ) throws -> AlertTemplate {
        try AlertTemplate(
            path: "own.txt.mustache", files: ["own.txt.mustache": text], speech: .utc, objection: objection)
    }
}
