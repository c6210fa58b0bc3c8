// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import Testing

struct RouteTableTests {
    private let ops = Recipient(channel: "ops")
    private let mail = Recipient(channel: "mail")
    private let phone = Recipient(channel: "tg", contact: "shop-centro")

    private func event(_ condition: SessionCondition = SessionCondition(.scanQR, .qr)) -> AlertEvent {
        AlertEvent(
            id: "x-1-1", kind: .sessionOpened, subject: .session("shop-7"), occurredAt: Timestamp(milliseconds: 0),
            incident: nil, sequence: 1, condition: condition, severity: condition.severity)
    }

    private let session = SessionPlan(name: "shop-7", labels: ["team": "sales"])

    static let matches: [(Route.Match, Bool)] = [
        (Route.Match(), true), (Route.Match(severities: [.critical, .error]), true),
        (Route.Match(severities: [.warning]), false), (Route.Match(gateways: ["main"]), true),
        (Route.Match(gateways: ["other"]), false), (Route.Match(sessions: ["x", "shop-*"]), true),
        (Route.Match(sessions: ["x*"]), false), (Route.Match(labels: ["team": "sales"]), true),
        (Route.Match(labels: ["team": "sales", "floor": "1"]), false), (Route.Match(states: [.scanQR]), true),
        (Route.Match(states: [.failed]), false), (Route.Match(kinds: [.sessionOpened]), true),
        (Route.Match(kinds: [.sessionRecovered]), false),
        (Route.Match(severities: [.critical], gateways: ["main"], states: [.failed]), false),
    ]

    @Test(arguments: matches) func everyFieldOfAMatchMustAdmitTheEvent(match: Route.Match, isAdmitted: Bool) {
        #expect(match.admits(event(), gateway: "main", session: session) == isAdmitted)
    }

    @Test func everyMatchingRouteNotifiesEachRecipientOnce() {
        let table = RouteTable(
            routes: [
                Route(match: Route.Match(), notify: [.holder, .recipient(ops)]),
                Route(match: Route.Match(states: [.failed]), notify: [.recipient(mail)]),
                Route(match: Route.Match(severities: [.critical]), notify: [.recipient(ops), .recipient(mail)]),
            ], defaults: [.recipient(ops)])
        #expect(table.recipients(of: event(), gateway: "main", session: session, holder: phone) == [phone, ops, mail])
    }

    @Test func aStoppingRouteEndsTheSearch() {
        let table = RouteTable(
            routes: [
                Route(match: Route.Match(), notify: [.recipient(mail)], stop: true),
                Route(match: Route.Match(), notify: [.recipient(ops)]),
            ], defaults: [])
        #expect(table.recipients(of: event(), gateway: "main", session: session, holder: phone) == [mail])
    }

    @Test func defaultsHearWhatNoRouteCovers() {
        let table = RouteTable(
            routes: [Route(match: Route.Match(states: [.failed]), notify: [.recipient(mail)])],
            defaults: [.recipient(ops)])
        #expect(table.recipients(of: event(), gateway: "main", session: nil, holder: nil) == [ops])
    }

    @Test func aRouteThatTellsNobodySilencesTheDefaults() {
        let table = RouteTable(routes: [Route(match: Route.Match(), notify: [])], defaults: [.recipient(ops)])
        #expect(table.recipients(of: event(), gateway: "main", session: nil, holder: nil).isEmpty)
    }

    @Test func whoeverHoldsNoPhoneIsNobody() {
        let table = RouteTable(defaults: [.holder, .recipient(ops)])
        #expect(table.recipients(of: event(), gateway: "main", session: session, holder: nil) == [ops])
    }

    @Test func levelsOfAllMatchingRoutesComeInTheOrderOfTheirTimes() {
        let table = RouteTable(
            routes: [
                Route(
                    match: Route.Match(), notify: [.recipient(ops)],
                    escalate: [EscalationStep(after: .minutes(45), notify: [.recipient(mail)])]),
                Route(
                    match: Route.Match(), notify: [],
                    escalate: [
                        EscalationStep(after: .minutes(15), notify: [.holder]),
                        EscalationStep(after: .minutes(45), notify: [.recipient(mail), .recipient(ops)]),
                    ]),
            ], defaults: [], defaultEscalation: [EscalationStep(after: .minutes(1), notify: [.recipient(ops)])])
        #expect(
            table.escalation(of: event(), gateway: "main", session: session, holder: phone) == [
                EscalationStep(after: .minutes(15), notify: [phone]),
                EscalationStep(after: .minutes(45), notify: [mail, ops]),
            ])
    }
}
