// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import RelinkTesting
import Synchronization
import Testing

@testable import WatchEngine

struct HeartbeatTests {
    /// Whoever listens to the heart.
    private final class Listener: Heart {
        let pause: Duration = .seconds(60)
        let beats = Recording<[String]>()
        let refusal = Mutex<String?>(nil)

        func beat(_ failings: [String]) async -> String? {
            beats.append(failings)
            return refusal.withLock { $0 }
        }
    }

    @Test func everyBeatIsACommit() async throws {
        let listener = Listener()
        let bench = Bench(heart: listener)
        try await bench.running {
            #expect(await bench.pass { listener.beats.count == 3 })
        }
        #expect(listener.beats.elements == [[], [], []])
        let beats = bench.store.memory.beats
        #expect(beats.count == 3)
        #expect(zip(beats, beats.dropFirst()).allSatisfy { $1 - $0 == .seconds(60) })
        #expect(!bench.log.names.contains { $0.hasPrefix("heartbeat") })
    }

    @Test func aStoreThatRefusesIsTheReasonUntilItTakesAgain() async throws {
        let listener = Listener()
        let bench = Bench(heart: listener)
        try await bench.running {
            #expect(await bench.pass { listener.beats.count == 1 })
            bench.store.memory.refuse(.full("the disk is full"))
            #expect(await bench.pass { listener.beats.count == 3 })
            bench.store.memory.refuse(nil)
            #expect(await bench.pass { listener.beats.elements.last == [] })
        }
        #expect(listener.beats.elements[1].first?.contains("the disk is full") == true)
        let names = bench.log.names.filter { $0.hasPrefix("heartbeat") }
        #expect(names == ["heartbeat.failing", "heartbeat.well"])
    }

    @Test func aChannelThatRefusesUsIsTheReason() async throws {
        let listener = Listener()
        let bench = Bench(heart: listener)
        bench.mail.answer { _ in .suspend(probeAfter: .hours(1), reason: "HTTP 404") }
        try await bench.running {
            #expect(await bench.pass { await bench.state(of: "shop") == .connected })
            bench.gateway.show(SessionCondition(.failed, .browserCrash), of: "shop")
            #expect(await bench.pass { listener.beats.elements.last?.isEmpty == false })
        }
        #expect(listener.beats.elements.last == ["channel mail takes nothing (suspended), and has no fallback"])
    }

    @Test func aServiceThatTakesNoBeatIsLoggedOnce() async throws {
        let listener = Listener()
        listener.refusal.withLock { $0 = "HTTP 500" }
        let bench = Bench(heart: listener)
        try await bench.running {
            #expect(await bench.pass { listener.beats.count == 3 })
            listener.refusal.withLock { $0 = nil }
            #expect(await bench.pass { listener.beats.count == 5 })
        }
        let names = bench.log.names.filter { $0.hasPrefix("heartbeat") }
        #expect(names == ["heartbeat.refused", "heartbeat.taken"])
    }
}
