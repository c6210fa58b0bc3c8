// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import RelinkModel

struct VitalsTests {
    private let now = World.start.boot + .hours(1)

    private func vitals(_ state: ChannelHealth.State, for length: Duration, fallback: ChannelID? = nil) -> Vitals {
        var vitals = Vitals()
        vitals.meta = [ChannelPlan(id: "ops", kind: .slack, fallback: fallback)]
        vitals.channels["ops"] = ChannelHealth(
            state: state, since: now + (.zero - length), reason: "xoxb-secret", waiting: 1, underWay: 0)
        return vitals
    }

    @Test func nothingWrongIsNothingSaid() {
        #expect(Vitals().failings(at: now) == [])
        #expect(vitals(.working, for: .zero).failings(at: now) == [])
        #expect(vitals(.throttled, for: .hours(1)).failings(at: now) == [])
    }

    @Test(arguments: [
        (ChannelHealth.State.failing, 14, 0), (.failing, 16, 1), (.suspended, 0, 1),
    ])
    func aChannelThatTakesNothingCountsAfterAWhile(state: ChannelHealth.State, minutes: Int, lines: Int) {
        let failings = vitals(state, for: .minutes(Int64(minutes))).failings(at: now)
        #expect(failings.count == lines)
        #expect(failings.allSatisfy { $0.contains("ops") && !$0.contains("secret") })
        #expect(vitals(state, for: .hours(1), fallback: "mail").failings(at: now) == [])
    }

    @Test func onlyChannelsThatAreToldOfRelinkCount() {
        var vitals = vitals(.suspended, for: .hours(1))
        vitals.meta = []
        vitals.oldestUrgent["ops"] = now + (.zero - .hours(1))
        #expect(vitals.failings(at: now) == [])
    }

    @Test func anUrgentMessageMayBeFiveMinutesLate() {
        var vitals = vitals(.working, for: .zero, fallback: "mail")
        vitals.oldestUrgent["ops"] = now + (.zero - .minutes(5))
        #expect(vitals.failings(at: now) == [])
        vitals.oldestUrgent["ops"] = now + (.zero - .minutes(7))
        #expect(vitals.failings(at: now) == ["an urgent message for channel ops has been due for 7 min"])
    }

    @Test func stallsAndTheStoreAreSaidFirst() {
        var vitals = Vitals()
        vitals.stalls = ["the loop of deliveries has not turned for 40 s"]
        vitals.storeFailure = "disk full"
        #expect(
            vitals.failings(at: now)
                == ["the loop of deliveries has not turned for 40 s", "nothing can be stored: disk full"])
    }
}
