// SPDX-License-Identifier: Apache-2.0

import JSONText
import RelinkModel
import StatusServer
import Testing

@testable import RelinkCommands

struct IncidentTextTests {
    private static let noon = Timestamp(milliseconds: 1_767_268_800_000)

    private func incident(
        _ acknowledgement: Acknowledgement? = nil, muted: String = "", recoveredAt: Timestamp? = nil
    ) -> JSONValue {
        IncidentStatus(
            gateway: "main", reference: IncidentReference(id: "a1b2c3-1", code: "K7Q2", openedAt: Self.noon),
            subject: .session("shop\u{1B}[2J"), condition: SessionCondition(.failed, .browserCrash), since: Self.noon,
            recoveredAt: recoveredAt, told: [Recipient(channel: "ops")], muted: muted,
            acknowledgement: acknowledgement,
            escalation: .init(notify: [Recipient(channel: "pager")], at: Self.noon + .minutes(15), pause: "")
        ).json
    }

    @Test func aLineSaysWhoHasItAndWhoIsNext() {
        let text = IncidentText.incidents(["incidents": [incident()], "groups": []])
        #expect(text.hasPrefix("CODE   SEVERITY  SUBJECT"))
        #expect(text.contains("#K7Q2  error     main/shop\u{FFFD}[2J"))
        #expect(text.contains("nobody"))
        #expect(text.contains("pager at 2026-01-01T12:15:00Z"))
        #expect(!text.contains("\u{1B}"))
    }

    @Test func whatIsTakenOnMutedOrOverSaysSo() {
        let ana = Acknowledgement(by: "Ana", at: Self.noon, until: nil)
        #expect(IncidentText.incidents(["incidents": [incident(ana)]]).contains("Ana until connected"))
        #expect(IncidentText.incidents(["incidents": [incident(muted: "silence QK7M")]]).contains("silence QK7M"))
        #expect(IncidentText.incidents(["incidents": [incident(recoveredAt: Self.noon)]]).contains("over since 2026"))
        #expect(IncidentText.incidents(["incidents": []]) == "no open incidents\n")
    }

    @Test func aSilenceReadsAsItWasTyped() {
        let silence = Silence(
            id: "QK7M",
            match: Route.Match(severities: [.error], sessions: ["shop-*"], labels: ["team": "sales"]),
            until: Self.noon, createdAt: Self.noon, by: "Ana", comment: "new phone")
        let text = IncidentText.silences(["silences": [silence.json]])
        #expect(
            text.contains("QK7M  session=shop-*,label.team=sales,severity=error  2026-01-01T12:00:00Z  Ana  new phone"))
        #expect(IncidentText.silences(["silences": []]) == "no silences\n")
    }

    @Test func anExplanationIsALineForEachSentence() {
        let explanation = Explanation(
            session: SessionKey(gateway: "main", name: "shop"), asOf: Self.noon, isLive: true,
            lines: [.init(.state, "Last seen a\u{1B}b."), .init(.telling, "Told: ops.")])
        #expect(
            IncidentText.explanation(explanation.json)
                == "main/shop as of 2026-01-01T12:00:00Z:\n  Last seen a\u{FFFD}b.\n  Told: ops.\n")
    }

    @Test func aHandoverLeavesOutChannelsThatWork() {
        let channels: JSONValue = [
            ["id": "ops", "kind": "slack", "state": "working"],
            ["id": "mail", "kind": "slack", "state": "suspended", "reason": "HTTP 404"],
        ]
        let told: JSONValue = [
            ["at": "2026-01-01T09:02:00Z", "gateway": "main", "session": "shop", "event": "session.opened"]
        ]
        let text = HandoverCommand.text([
            "since": "2026-01-01T00:00:00Z", "incidents": [incident()], "silences": [], "channels": channels,
            "told": told,
        ])
        #expect(text.contains("OPEN NOW\nCODE"))
        #expect(text.contains("CHANNELS THAT DO NOT WORK"))
        #expect(text.contains("mail     slack  suspended") && !text.contains("ops      slack"))
        #expect(text.contains("2026-01-01T09:02:00Z  main/shop  session.opened"))
        let quiet = HandoverCommand.text(["since": "2026-01-01T00:00:00Z", "channels": nil])
        #expect(!quiet.contains("CHANNELS"))
        #expect(quiet.hasSuffix("TOLD SINCE 2026-01-01T00:00:00Z\nnothing\n"))
    }

    @Test func routesSayWhoWouldBeWoken() {
        let text = RoutesCommand.Test.text([
            ["recipient": "ops", "when": "at_once", "at": "2026-01-01T03:12:00Z", "woken": true],
            ["recipient": "day", "when": "within_hours", "at": nil, "woken": false],
        ])
        #expect(text.contains("ops  at once       2026-01-01T03:12:00Z  woken"))
        #expect(text.contains("day  within hours  not known"))
        #expect(RoutesCommand.Test.text([]) == "nobody is told\n")
    }
}
