// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import RelinkModel

struct IncidentNameTests {
    private static let noon = Timestamp(milliseconds: 1_767_268_800_000)

    private func incident(
        _ id: IncidentID, code: String, gateway: GatewayID = "main", recoveredAt: Timestamp? = nil
    ) -> IncidentStatus {
        IncidentStatus(
            gateway: gateway, reference: IncidentReference(id: id, code: code, openedAt: Self.noon),
            subject: .session("shop"), condition: SessionCondition(.failed), since: Self.noon, recoveredAt: recoveredAt)
    }

    @Test(arguments: ["K7Q2", "#K7Q2", "k7q2", "#k7q2", "a1b2c3-1"])
    func isACodeInAnyCaseOrAnId(_ text: String) throws {
        let found = try IncidentName(text).find(incidents: [
            incident("a1b2c3-2", code: "S3M9"), incident("a1b2c3-1", code: "K7Q2"),
        ])
        #expect(found.id == "a1b2c3-1")
        #expect(found.gateway == "main")
    }

    @Test func aGroupIsNamedLikeAnIncident() throws {
        let group = GroupStatus(
            gateway: "main", reference: IncidentReference(id: "a1b2c3-9", code: "GRPS", openedAt: Self.noon),
            recipient: Recipient(channel: "ops"), since: Self.noon, sessions: ["shop"])
        let found = try IncidentName("grps").find(incidents: [incident("a1b2c3-1", code: "K7Q2")], groups: [group])
        #expect(found.id == "a1b2c3-9")
    }

    @Test func whatLastsGoesBeforeWhatIsOver() throws {
        let found = try IncidentName("K7Q2").find(incidents: [
            incident("a1b2c3-1", code: "K7Q2", recoveredAt: Self.noon), incident("a1b2c3-2", code: "K7Q2"),
        ])
        #expect(found.id == "a1b2c3-2")
    }

    @Test func aCodeThatTwoGatewaysGaveIsAmbiguous() {
        let twice = [incident("a1b2c3-1", code: "K7Q2"), incident("d4e5f6-7", code: "K7Q2", gateway: "other")]
        #expect(
            throws: OperatingError.ambiguous(
                "K7Q2 names more than one incident: use the id, one of a1b2c3-1 at main, d4e5f6-7 at other")
        ) { try IncidentName("K7Q2").find(incidents: twice) }
        #expect(throws: Never.self) { try IncidentName("d4e5f6-7").find(incidents: twice) }
    }

    @Test func whatIsOverOrUnknownSaysSo() {
        let over = [incident("a1b2c3-1", code: "K7Q2", recoveredAt: Self.noon)]
        #expect(
            throws: OperatingError.refused(
                "#K7Q2 is over since 2026-01-01T12:00:00Z; there is nothing to take on or to give back")
        ) { try IncidentName("#K7Q2").find(incidents: over) }
        #expect(
            throws: OperatingError.unknown("no open incident is called X\u{FFFD}Y; `relink incidents` lists them")
        ) { try IncidentName("X\u{202E}\u{FFFD}Y").find(incidents: over) }
    }
}
