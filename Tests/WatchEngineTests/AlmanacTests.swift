// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import RelinkTesting
import Testing

@testable import WatchEngine

struct AlmanacTests {
    private let log = CollectingLog()
    private let source = HourlySource()

    private func moment(wall seconds: Int64, boot: Int64) -> Moment {
        Moment(wall: Timestamp(milliseconds: seconds * 1000), boot: BootTime(milliseconds: boot * 1000))
    }

    @Test func windowsAreHandedOutAtOnceAndEveryDay() {
        let almanac = Almanac(source, log: log)
        var edition = Almanac.Edition()
        #expect(
            almanac.next(for: &edition, at: moment(wall: 1000, boot: 10)) == source.calendars(at: .init(seconds: 1000)))
        #expect(almanac.next(for: &edition, at: moment(wall: 1010, boot: 20)) == nil)
        #expect(almanac.next(for: &edition, at: moment(wall: 1000 + 86_399, boot: 10 + 86_399)) == nil)
        let later = almanac.next(for: &edition, at: moment(wall: 1000 + 86_400, boot: 10 + 86_400))
        #expect(later == source.calendars(at: .init(seconds: 87_400)))
        #expect(log.names == [])
    }

    @Test(arguments: [3600, -3600, 6, -6])
    func aClockThatIsSetGivesNewWindowsToEveryReaderAndIsToldOnce(seconds: Int64) {
        let almanac = Almanac(source, log: log)
        var (first, second) = (Almanac.Edition(), Almanac.Edition())
        _ = almanac.next(for: &first, at: moment(wall: 10_000, boot: 10))
        _ = almanac.next(for: &second, at: moment(wall: 10_000, boot: 10))
        let jumped = moment(wall: 10_001 + seconds, boot: 11)
        #expect(almanac.next(for: &first, at: jumped) == source.calendars(at: jumped.wall))
        #expect(almanac.next(for: &second, at: jumped) == source.calendars(at: jumped.wall))
        #expect(almanac.next(for: &second, at: jumped) == nil)
        #expect(log.names == ["clock_jump"])
        #expect(
            log.entries.elements.first?.sentence.contains("\(seconds > 0 ? "forward" : "back") by \(abs(seconds)) s")
                == true)
        // And back again: another jump.
        _ = almanac.next(for: &first, at: moment(wall: 10_002, boot: 12))
        #expect(log.names == ["clock_jump", "clock_jump"])
        #expect(almanac.jumps == 2)
    }

    @Test func aClockThatDriftsIsNoJump() {
        let almanac = Almanac(source, log: log)
        var edition = Almanac.Edition()
        _ = almanac.next(for: &edition, at: moment(wall: 0, boot: 0))
        for turn in 1...100 {
            #expect(almanac.next(for: &edition, at: moment(wall: Int64(turn) * 14, boot: Int64(turn) * 10)) == nil)
        }
        #expect(log.names == [])
    }

    @Test func withoutCalendarsAJumpIsStillTold() {
        let almanac = Almanac(nil, log: log)
        var edition = Almanac.Edition()
        #expect(almanac.next(for: &edition, at: moment(wall: 0, boot: 0)) == nil)
        #expect(almanac.next(for: &edition, at: moment(wall: 60, boot: 1)) == nil)
        #expect(log.names == ["clock_jump"])
    }
}

/// One calendar, open in every even hour since 1970.
struct HourlySource: CalendarSource {
    func calendars(at now: Timestamp) -> Calendars {
        let first = now.seconds / 7200
        let windows = (first...first + 100).map { hour in
            Calendars.Window(start: .init(seconds: hour * 7200), end: .init(seconds: hour * 7200 + 3600))
        }
        return Calendars(["even": windows])
    }
}

extension Timestamp {
    fileprivate init(seconds: Int64) { self.init(milliseconds: seconds * 1000) }
}
