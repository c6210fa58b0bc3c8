// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import RelinkModel

struct MutingHoursTests {
    private let session = SessionPlan(name: "shop-7", labels: ["team": "sales"])

    private func at(_ minutes: Int64) -> Moment {
        Moment(wall: World.start.wall + .minutes(minutes), boot: World.start.boot + .minutes(minutes))
    }

    private func silence(_ id: SilenceID, _ match: Route.Match = Route.Match(), until minutes: Int64) -> Silence {
        Silence(id: id, match: match, until: at(minutes).wall, createdAt: at(0).wall, comment: "new phone")
    }

    private func reason(_ hours: MutingHours, at minute: Int64, session: SessionPlan? = nil) -> String? {
        hours.reason(
            SessionCondition(.failed, .browserCrash), severity: .error, gateway: "main",
            session: session ?? self.session, at: at(minute))
    }

    @Test func aSilenceCoversWhatItMatchesUntilItEnds() {
        var hours = MutingHours(maintenance: [], silences: [], at: at(0))
        hours.add(silence("S1", Route.Match(labels: ["team": "sales"]), until: 10), at: at(0))
        #expect(reason(hours, at: 5) == "silence S1 until 2026-01-01T00:10:00Z (new phone)")
        #expect(reason(hours, at: 5, session: SessionPlan(name: "shop-8")) == nil)
        #expect(reason(hours, at: 10) == nil)
        let found1 = hours.takeTurn(at: at(0))
        #expect(found1 == [])
        #expect(hours.nextDeadline == at(10).boot)
        let found2 = hours.takeTurn(at: at(10))?.map(\.id)
        #expect(found2 == ["S1"])
        #expect(hours.nextDeadline == nil)
    }

    @Test func aSilenceThatIsEndedEarlyIsOverAtOnce() {
        var hours = MutingHours(maintenance: [], silences: [silence("S1", until: 10)], at: at(0))
        let found3 = hours.end("S2", at: at(1))
        #expect(found3 == nil)
        let found4 = hours.end("S1", at: at(1))?.id
        #expect(found4 == "S1")
        #expect(hours.nextDeadline == at(1).boot)
        #expect(reason(hours, at: 1) == nil)
    }

    @Test func maintenanceCoversItsWindows() {
        let plan = MaintenancePlan(match: Route.Match(sessions: ["shop-*"]), calendar: "sunday", comment: "updates")
        var hours = MutingHours(maintenance: [plan], silences: [], at: at(0))
        #expect(reason(hours, at: 25) == nil)
        hours.adopt(
            Calendars(["sunday": [Calendars.Window(start: at(20).wall, end: at(30).wall)]]), at: at(0))
        let found5 = hours.takeTurn(at: at(0))
        #expect(found5 == [])
        #expect(hours.nextDeadline == at(20).boot)
        #expect(reason(hours, at: 25) == "maintenance sunday (updates)")
        #expect(reason(hours, at: 30) == nil)
    }
}
