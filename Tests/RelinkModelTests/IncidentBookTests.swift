// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import RelinkModel

struct IncidentBookTests {
    private let topic = Incident.Topic.session("shop")
    private let failed = SessionCondition(.failed)

    private func moment(_ seconds: Int64) -> Moment {
        Moment(wall: Timestamp(milliseconds: seconds * 1000), boot: BootTime(milliseconds: seconds * 1000))
    }

    private func book() -> IncidentBook {
        IncidentBook(policy: WatchPolicy(), snapshot: GatewaySnapshot(namespace: "abc123"), at: moment(0))
    }

    private func open(_ book: inout IncidentBook, at second: Int64) -> Bool {
        book.open(topic, by: .sessionOpened, failed, since: moment(second), words: "", at: moment(second)).isRelapse
    }

    @Test func eventsAreNumberedWithinTheirIncident() {
        var book = book()
        _ = open(&book, at: 0)
        let ids = (0..<3).compactMap { _ in book.event(.sessionChanged, of: topic, at: moment(1))?.id }
        #expect(ids == ["abc123-1-1", "abc123-1-2", "abc123-1-3"])
        #expect(book.present(.sessionChanged, of: topic, at: moment(1))?.sequence == 3)
        #expect(book.event(.serverOpened, of: .reachability, at: moment(1)) == nil)
        let change = book.transition("shop", from: nil, to: failed, words: "", at: moment(1))
        #expect(change.id == "abc123-0-1")
        #expect(book.record(unreachableSince: nil) == GatewayRecord(incidents: 1, transitions: 1))
    }

    @Test func aRecoveredIncidentRelapsesUntilItIsClosed() {
        var book = book()
        #expect(open(&book, at: 0) == false)
        let first = book[topic]?.reference.id
        book.update(topic, at: moment(60)) { $0.recoveredAt = moment(60) }
        #expect(book.nextDeadline == moment(360).boot)
        #expect(open(&book, at: 100) == true)
        #expect(book[topic]?.reference.id == first)
        #expect(book.takeDue(at: moment(999)).map(\.topic) == [])
        book.close(topic)
        #expect(open(&book, at: 1000) == false)
        #expect(book[topic]?.reference.id != first)
    }

    @Test func timeToRelinkIsThatOfThePresentOutage() {
        var book = book()
        _ = open(&book, at: 0)
        book.update(topic, at: moment(10)) { $0.qrOfferedAt = moment(10) }
        book.update(topic, at: moment(70)) { $0.recoveredAt = moment(70) }
        let first = book.event(.sessionRecovered, of: topic, at: moment(80))
        #expect(first?.outage == .seconds(70))
        #expect(first?.timeToRelink == .seconds(60))
        _ = open(&book, at: 100)
        book.update(topic, at: moment(130)) { $0.recoveredAt = moment(130) }
        let second = book.event(.sessionRecovered, of: topic, at: moment(140))
        #expect(second?.outage == .seconds(30))
        #expect(second?.timeToRelink == nil)
    }

    @Test func anAnnouncementThatWaitsIsDueOnceAlsoAfterARestart() throws {
        var book = book()
        _ = open(&book, at: 0)
        book.update(topic, at: moment(0)) { $0.heldUntil = moment(90).boot }
        #expect(book.takeDue(at: moment(89)).map(\.topic) == [])
        let record = try #require(book[topic]).record()
        #expect(book.takeDue(at: moment(90)).map(\.topic) == [topic])
        #expect(book.takeDue(at: moment(900)).map(\.topic) == [])
        let snapshot = GatewaySnapshot(namespace: "abc123", gateway: GatewayRecord(incidents: 1), incidents: [record])
        var again = IncidentBook(policy: WatchPolicy(), snapshot: snapshot, at: moment(50))
        #expect(again.takeDue(at: moment(79)).map(\.topic) == [])
        #expect(again.takeDue(at: moment(80)).map(\.topic) == [topic])
    }

    @Test func twoIncidentsOfOneGatewayAreToldApartAfterARestart() {
        var book = book()
        _ = book.open(
            .reachability, by: .serverOpened, SessionCondition(.unreachable), since: moment(0), words: "", at: moment(0)
        )
        _ = book.open(
            .configuration, by: .serverMisconfigured, SessionCondition(.unreachable, .auth), since: moment(0),
            words: "", at: moment(0))
        let records = [Incident.Topic.reachability, .configuration].compactMap { book[$0]?.record() }
        let again = IncidentBook(
            policy: WatchPolicy(), snapshot: GatewaySnapshot(namespace: "abc123", incidents: records), at: moment(9))
        #expect(again[.reachability]?.reference.id == "abc123-1")
        #expect(again[.configuration]?.reference.id == "abc123-2")
    }
}
