// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import RelinkModel

struct PollScheduleTests {
    private let start = BootTime(milliseconds: 1_000_000)

    /// Polls for that long, each answer coming after `took`.
    private func run(
        _ schedule: inout PollSchedule, for duration: Duration, took: Duration = .milliseconds(5), isSoft: Bool = false
    ) -> [String: [Int64]] {
        var now = start
        var polls: [String: [Int64]] = [:]
        var answers: [(at: BootTime, session: String)] = []
        while now <= start + duration {
            for session in schedule.take(at: now) {
                polls[session, default: []].append(now.milliseconds)
                answers.append((now + took, session))
            }
            guard let next = [schedule.nextDeadline, answers.first?.at].compactMap({ $0 }).min() else { break }
            #expect(next > now)
            now = max(next, now + .milliseconds(1))
            while let first = answers.first, first.at <= now {
                answers.removeFirst()
                schedule.answered(first.session, took: took, isSoft: isSoft, at: now)
            }
        }
        return polls
    }

    @Test func eachSessionKeepsItsOwnPhase() throws {
        var schedule = PollSchedule(interval: .seconds(10))
        for index in 0..<20 { schedule.add("shop-\(index)", at: start) }
        for times in run(&schedule, for: .minutes(2)).values {
            let later = times.dropFirst()
            #expect(Set(later.map { $0 % 10_000 }).count == 1)
            #expect((11...13).contains(times.count))
        }
    }

    @Test func tenThousandSessionsAreSpreadOverTheInterval() {
        var schedule = PollSchedule(interval: .seconds(10))
        for index in 0..<10_000 { schedule.add("shop-\(index)", at: start) }
        let polls = run(&schedule, for: .seconds(45))
        #expect(polls.count == 10_000)
        var perSecond: [Int64: Int] = [:]
        for times in polls.values {
            for time in times where time >= 1_020_000 && time < 1_040_000 { perSecond[time / 1000, default: 0] += 1 }
        }
        #expect(perSecond.count == 20)
        #expect(perSecond.values.allSatisfy { (850...1150).contains($0) })
    }

    @Test func atMost256RequestsAreUnderWayAndOneForEachSession() {
        var schedule = PollSchedule(interval: .seconds(10))
        for index in 0..<1000 { schedule.add("shop-\(index)", at: start) }
        let first = schedule.take(at: start)
        #expect(first.count == PollSchedule.limit)
        #expect(schedule.isSaturated)
        schedule.hurry(first[0], at: start)
        #expect(schedule.take(at: start) == [])
        schedule.answered(first[0], took: .zero, isSoft: false, at: start)
        #expect(schedule.take(at: start).count == 1)
        schedule.remove(first[1])
        let next = schedule.take(at: start)
        #expect(next.count == 1)
        #expect(!next.contains(first[1]))
    }

    @Test func slowSessionsGetAtMostHalfOfTheRoom() {
        var schedule = PollSchedule(interval: .seconds(10))
        for index in 0..<400 { schedule.add("slow-\(index)", at: start) }
        var open = schedule.take(at: start)
        while !open.isEmpty {
            for session in open { schedule.answered(session, took: .seconds(3), isSoft: false, at: start) }
            open = schedule.take(at: start)
        }
        let later = start + .seconds(10)
        for index in 0..<400 { schedule.add("fast-\(index)", at: later) }
        let taken = schedule.take(at: later)
        #expect(taken.filter { $0.hasPrefix("slow") }.count == PollSchedule.slowLimit)
        #expect(taken.filter { $0.hasPrefix("fast") }.count == PollSchedule.limit - PollSchedule.slowLimit)
    }

    @Test func aHurriedSessionIsPolledAtOnceAndOnceMoreAfterARunningRequest() {
        var schedule = PollSchedule(interval: .seconds(10))
        schedule.add("shop", at: start)
        #expect(schedule.take(at: start) == ["shop"])
        schedule.hurry("shop", at: start)
        schedule.answered("shop", took: .zero, isSoft: false, at: start)
        #expect(schedule.take(at: start) == ["shop"])
        schedule.answered("shop", took: .zero, isSoft: false, at: start)
        #expect(schedule.take(at: start) == [])
        schedule.hurry("shop", at: start)
        schedule.hurry("other", at: start)
        #expect(schedule.take(at: start) == ["shop"])
    }

    @Test func anUnclearSessionIsPolledEveryFiveSeconds() throws {
        var schedule = PollSchedule(interval: .seconds(60))
        schedule.add("shop", at: start)
        let times = try #require(run(&schedule, for: .minutes(2), isSoft: true)["shop"])
        #expect((23...27).contains(times.count))
    }

    @Test func anAnswerThatNobodyAskedForChangesNothing() {
        var schedule = PollSchedule(interval: .seconds(10))
        schedule.add("shop", at: start)
        schedule.answered("shop", took: .zero, isSoft: false, at: start)
        schedule.answered("other", took: .zero, isSoft: false, at: start)
        #expect(schedule.take(at: start) == ["shop"])
    }
}
