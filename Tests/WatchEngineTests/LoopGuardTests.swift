// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import RelinkTesting
import Synchronization
import Testing

@testable import WatchEngine

struct LoopGuardTests {
    private let clock = TestClock()
    private let log = CollectingLog()

    /// A loop that turns at each knock, until it hangs.
    private final class Stubborn: Sendable {
        let turns = Turns()
        let hangs = Atomic(false)

        var loop: WatchedLoop {
            WatchedLoop("loop of a test") {
                self.turns.count
            } knock: {
                if !self.hangs.load(ordering: .relaxed) { self.turns.add() }
            }
        }
    }

    private func look(_ times: Int, with loopGuard: LoopGuard) {
        for _ in 0..<times {
            loopGuard.look()
            clock.advance(by: .seconds(1))
        }
    }

    @Test func aLoopThatHangsIsLoggedOnceAndAgainWhenItTurns() {
        let stubborn = Stubborn()
        let loopGuard = LoopGuard([stubborn.loop], log: log, time: clock)
        look(5, with: loopGuard)
        #expect(log.entries.elements.filter { $0.sentence.contains("loop of a test") }.isEmpty)
        stubborn.hangs.store(true, ordering: .relaxed)
        look(10, with: loopGuard)
        let stall = loopGuard.stalls.first { $0.loop == "loop of a test" }
        #expect(stall.map { $0.length >= .seconds(9) && $0.count == 1 } == true)
        stubborn.hangs.store(false, ordering: .relaxed)
        stubborn.turns.add()
        look(3, with: loopGuard)
        let told = log.entries.elements.filter { $0.sentence.contains("loop of a test") }.map(\.name)
        #expect(told == ["watcher.loop_stalled", "watcher.loop_turns"])
    }

    @Test func itsThreadLooksUntilItIsStopped() async {
        let stubborn = Stubborn()
        let loopGuard = LoopGuard([stubborn.loop], log: log, time: clock, pause: .milliseconds(1))
        loopGuard.start()
        while stubborn.turns.count < 3 { await Task.yield() }
        loopGuard.stop()
    }

    @Test func theLoopsOfAnEngineFollowKnocks() async throws {
        let bench = Bench()
        try await bench.running {
            let loops = [bench.engine.dispatcher.loop] + bench.engine.drivers.map(\.loop)
            #expect(loops.map(\.name) == ["loop of deliveries", "loop of gateway main"])
            for loop in loops {
                let before = loop.turns()
                loop.knock()
                while loop.turns() == before { await Task.yield() }
            }
        }
    }

    @Test func aStallMakesTheWatcherUnreadyAndThenDead() async throws {
        let bench = Bench(guarded: true)
        try await bench.running {
            #expect(await bench.pass { await bench.engine.health().isReady })
            let stubborn = Stubborn()
            bench.loopGuard.stop()
            bench.loopGuard.add([stubborn.loop])
            bench.loopGuard.look()
            stubborn.hangs.store(true, ordering: .relaxed)
            for _ in 0..<4 {
                bench.clock.advance(by: .seconds(1))
                bench.loopGuard.look()
            }
            let unready = await bench.engine.health()
            #expect(unready.isAlive && !unready.isReady)
            #expect(unready.problems.contains { $0.contains("loop of a test") })
            bench.clock.advance(by: .seconds(30))
            #expect(
                await bench.engine.health().problems.contains { $0.contains("loop of a test has not turned for 3") })
            let metrics = await bench.engine.metrics().first { $0.name == "relink_loop_stalls_total" }
            #expect(metrics?.samples.contains { $0.value == 1 } == true)
        }
    }
}
