// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import Testing

struct ChannelGateTests {
    private func at(_ milliseconds: Int64) -> BootTime { BootTime(milliseconds: milliseconds) }
    private let failure = DeliveryOutcome.retry(after: nil, reason: "down")

    @Test func lessThanItsConcurrencyIsUnderWay() {
        var gate = ChannelGate(concurrency: 2)
        #expect(gate.admit(at: at(0)) == true)
        #expect(gate.admit(at: at(0)) == true)
        #expect(gate.admit(at: at(0)) == false)
        gate.release()
        #expect(gate.admit(at: at(0)) == true)
        #expect(gate.attemptsUnderWay == 2)
    }

    @Test func afterFiveFailuresOneProbeAtATimeIsLetThrough() {
        var gate = ChannelGate(concurrency: 16)
        for _ in 0..<5 {
            #expect(gate.admit(at: at(0)) == true)
            gate.attempted(failure, at: at(0))
        }
        #expect(gate.isProbing)
        #expect(gate.opens == at(1500))
        #expect(gate.admit(at: at(1499)) == false)
        #expect(gate.admit(at: at(1500)) == true)
        #expect(gate.admit(at: at(1500)) == false)
        gate.attempted(.delivered(ref: nil), at: at(1600))
        #expect(!gate.isProbing)
        #expect(gate.admit(at: at(1600)) == true)
        #expect(gate.admit(at: at(1600)) == true)
    }

    @Test func theProbesOfALongOutageComeAtMostEveryHalfMinute() {
        var gate = ChannelGate(concurrency: 1)
        var now: Int64 = 0
        var pauses: [Int64] = []
        for _ in 0..<200 {
            if let opens = gate.opens {
                pauses.append(opens.milliseconds - now)
                now = opens.milliseconds
            }
            #expect(gate.admit(at: at(now)) == true)
            gate.attempted(failure, at: at(now))
        }
        #expect(pauses.first == 1500)
        #expect(pauses.last == 30_000)
        #expect(pauses == pauses.sorted())
        #expect(pauses.filter { $0 == 1500 }.count >= 80)
    }

    @Test(arguments: [(Int64(30), Int64(30)), (100_000_000, 900), (-5, 0)])
    func aWishClosesTheChannelForThatLongAtMostAQuarterOfAnHour(wish: Int64, seconds: Int64) {
        var gate = ChannelGate(concurrency: 4)
        _ = gate.admit(at: at(0))
        gate.attempted(.retry(after: .seconds(wish), reason: "busy"), at: at(0))
        #expect(gate.opens == at(seconds * 1000))
    }

    @Test func aSuspendedChannelIsProbedWhenItAskedForIt() {
        var gate = ChannelGate(concurrency: 4)
        _ = gate.admit(at: at(0))
        gate.attempted(.suspend(probeAfter: .minutes(5), reason: "HTTP 404"), at: at(0))
        #expect(gate.admit(at: at(299_999)) == false)
        #expect(gate.admit(at: at(300_000)) == true)
        gate.attempted(.reject(reason: "HTTP 400"), at: at(300_000))
        #expect(!gate.isProbing)
    }
}
