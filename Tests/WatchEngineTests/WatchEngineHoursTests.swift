// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import RelinkTesting
import Testing

@testable import WatchEngine

/// Everything begins at midnight UTC, when the calendar `even` is open.
@Suite(.timeLimit(.minutes(1)))
struct WatchEngineHoursTests {
    private static let quiet = TellingHours(calendar: "even", isWithin: false)

    private func bench(_ store: ObservedStore = ObservedStore()) -> Bench {
        Bench(store: store, hours: Self.quiet, calendars: HourlySource())
    }

    @Test func whatComesInQuietHoursIsToldAtTheirEnd() async throws {
        let bench = bench()
        let end = bench.clock.now.wall + .hours(1)
        try await bench.running {
            #expect(await bench.pass { await bench.state(of: "shop") == .connected })
            bench.gateway.show(SessionCondition(.failed, .browserCrash), of: "shop")
            #expect(await bench.pass { bench.row(for: "ops")?.state == .delivered })
            #expect(await bench.pass { bench.row(for: "mail") != nil })
        }
        let row = try #require(bench.row(for: "mail"))
        #expect(row.createdAt >= end)
        #expect(row.createdAt < end + .seconds(5))
    }

    /// What waits is known before the hours are: they come first.
    @Test func aRestartInQuietHoursTellsNothing() async throws {
        let first = bench()
        try await first.running {
            first.gateway.show(SessionCondition(.failed, .browserCrash), of: "shop")
            #expect(await first.pass { first.row(for: "ops")?.state == .delivered })
        }
        let next = bench(first.store)
        next.gateway.show(SessionCondition(.failed, .browserCrash), of: "shop")
        try await next.running {
            await next.pass(.minutes(50))
            #expect(next.row(for: "mail") == nil)
            #expect(await next.pass { next.row(for: "mail")?.state == .delivered })
        }
    }

    @Test func aClockThatIsSetIntoOpenHoursTellsAtOnce() async throws {
        let bench = bench()
        try await bench.running {
            bench.gateway.show(SessionCondition(.failed, .browserCrash), of: "shop")
            #expect(await bench.pass { bench.row(for: "ops")?.state == .delivered })
            #expect(bench.row(for: "mail") == nil)
            let boot = bench.clock.now.boot
            bench.clock.set(wall: bench.clock.now.wall + .minutes(65))
            #expect(await bench.pass { bench.row(for: "mail")?.state == .delivered })
            #expect(bench.clock.now.boot - boot < .minutes(1))
        }
        #expect(bench.log.names.count { $0 == "clock_jump" } == 1)
    }
}
