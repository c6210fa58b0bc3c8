// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import Testing

struct ChannelGateTests {
    private func at(_ milliseconds: Int64) -> BootTime { BootTime(milliseconds: milliseconds) }
    private let failure = DeliveryOutcome.retry(after: nil, reason: "down")

    private func admit(_ gate: inout ChannelGate, at milliseconds: Int64) -> Bool {
        gate.admit(isUrgent: true, at: at(milliseconds))
    }

    @Test func lessThanItsConcurrencyIsUnderWay() {
        var gate = ChannelGate(concurrency: 2)
        #expect(admit(&gate, at: 0) == true)
        #expect(admit(&gate, at: 0) == true)
        #expect(admit(&gate, at: 0) == false)
        gate.release()
        #expect(admit(&gate, at: 0) == true)
        #expect(gate.attemptsUnderWay == 2)
    }

    @Test func afterFiveFailuresOneProbeAtATimeIsLetThrough() {
        var gate = ChannelGate(concurrency: 16)
        for _ in 0..<5 {
            #expect(admit(&gate, at: 0) == true)
            gate.attempted(failure, at: at(0))
        }
        #expect(gate.isFailing)
        #expect(gate.failing == at(0))
        #expect(gate.opens(isUrgent: true) == at(1500))
        #expect(admit(&gate, at: 1499) == false)
        #expect(admit(&gate, at: 1500) == true)
        #expect(admit(&gate, at: 1500) == false)
        gate.attempted(.delivered(ref: nil), at: at(1600))
        #expect(!gate.isFailing)
        #expect(gate.failing == nil)
    }

    @Test func afterAFailureEachSuccessLetsTwiceAsManyThrough() {
        var gate = ChannelGate(concurrency: 16)
        for _ in 0..<5 {
            #expect(admit(&gate, at: 0) == true)
            gate.attempted(failure, at: at(0))
        }
        var room: [Int] = []
        for _ in 0..<5 {
            #expect(admit(&gate, at: 2000) == true)
            gate.attempted(.delivered(ref: nil), at: at(2000))
            var now = gate
            while admit(&now, at: 2000) {}
            room.append(now.attemptsUnderWay)
        }
        #expect(room == [2, 4, 8, 16, 16])
    }

    @Test func theProbesOfALongOutageComeAtMostEveryHalfMinute() {
        var gate = ChannelGate(concurrency: 1)
        var now: Int64 = 0
        var pauses: [Int64] = []
        for _ in 0..<200 {
            if let opens = gate.opens(isUrgent: true) {
                pauses.append(opens.milliseconds - now)
                now = opens.milliseconds
            }
            #expect(admit(&gate, at: now) == true)
            gate.attempted(failure, at: at(now))
        }
        #expect(pauses.first == 1500)
        #expect(pauses.last == 30_000)
        #expect(pauses == pauses.sorted())
        #expect(pauses.filter { $0 == 1500 }.count >= 80)
    }

    @Test(arguments: [(Int64(30), Int64(30_000), Int64(30_000)), (100_000_000, 300_000, 900_000), (-5, 1500, 1500)])
    func aWishClosesTheChannelWithinLimits(wish: Int64, urgent: Int64, rest: Int64) {
        var gate = ChannelGate(concurrency: 4)
        _ = admit(&gate, at: 0)
        gate.attempted(.retry(after: .seconds(wish), reason: "busy"), at: at(0))
        #expect(gate.opens(isUrgent: true) == at(urgent))
        #expect(gate.opens(isUrgent: false) == at(rest))
        #expect(!gate.isFailing)
        #expect(gate.held == at(0))
    }

    @Test func aBurstThatIsRefusedIsOneRefusal() {
        var gate = ChannelGate(concurrency: 16)
        for _ in 0..<16 { #expect(admit(&gate, at: 0) == true) }
        for _ in 0..<16 { gate.attempted(.retry(after: .zero, reason: "busy"), at: at(100)) }
        #expect(gate.opens(isUrgent: false) == at(1600))
        #expect(admit(&gate, at: 1600) == true)
        gate.attempted(.retry(after: .zero, reason: "busy"), at: at(1700))
        #expect(gate.opens(isUrgent: false) == at(1700 + 2250))
    }

    @Test func aRejectionShowsThatSomebodyIsThere() {
        var gate = ChannelGate(concurrency: 1)
        for _ in 0..<5 {
            #expect(admit(&gate, at: 0) == true)
            gate.attempted(failure, at: at(0))
        }
        #expect(admit(&gate, at: 1500) == true)
        gate.attempted(.reject(reason: "HTTP 400"), at: at(1500))
        #expect(!gate.isProbing)
    }
}
