// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import RelinkTesting
import Testing

@testable import WatchEngine

@Suite(.timeLimit(.minutes(1)))
struct CommitPipelineTests {
    private let clock = TestClock()
    private let store = ObservedStore()
    private let log = CollectingLog()
    private let figures = GatewayFigures()
    private let steps = Recording<Step>()
    private let pipeline: CommitPipeline

    init() {
        pipeline = CommitPipeline(gateway: "main", store: store, log: log, time: clock, figures: figures)
    }

    private func batch(_ number: Int) -> CommitBatch {
        CommitBatch(changes: [.gateway(GatewayRecord(incidents: number))], steps: [.start("session \(number)")])
    }

    private func change(_ number: Int) -> StoreChange { .gateway(GatewayRecord(incidents: number)) }

    /// Runs the pipeline beside the test's body.
    private func running(_ body: @Sendable () async -> Void) async {
        await withDiscardingTaskGroup { group in
            group.addTask { [pipeline, steps] in
                await pipeline.run { step, _ in
                    steps.append(step)
                } committed: {
                }
            }
            await body()
            pipeline.close()
        }
    }

    @Test func everythingQueuedGoesIntoOneCommitAndThenTheStepsFollowInOrder() async {
        for number in 1...3 { pipeline.submit(batch(number)) }
        #expect(!pipeline.isIdle)
        await running { await steps.wait(for: 3) }
        #expect(store.tries.elements == [[change(1), change(2), change(3)]])
        #expect(steps.elements == [.start("session 1"), .start("session 2"), .start("session 3")])
        #expect(pipeline.isIdle)
        #expect(figures.current.commits == 1)
    }

    @Test func stepsWithoutChangesNeedNoCommit() async {
        pipeline.submit(CommitBatch(changes: [], steps: [.restart("a")]))
        await running { await steps.wait(for: 1) }
        #expect(store.tries.count == 0)
    }

    @Test func aFailedCommitKeepsItsBatchAndItsStepsWait() async {
        store.memory.refuse(.full("the disk is full"))
        pipeline.submit(batch(1))
        await running {
            await store.tries.wait(for: 1)
            while clock.sleeperCount < 1 { await Task.yield() }
            pipeline.submit(batch(2))
            #expect(clock.nextWake == clock.now.boot + .seconds(1))
            clock.advance(by: .seconds(1))
            await store.tries.wait(for: 2)
            while clock.sleeperCount < 1 { await Task.yield() }
            #expect(clock.nextWake == clock.now.boot + .seconds(2))
            #expect(steps.count == 0)
            #expect(pipeline.failure == .full("the disk is full"))
            store.memory.refuse(nil)
            clock.advance(by: .seconds(2))
            await steps.wait(for: 2)
        }
        #expect(store.tries.elements == [[change(1)], [change(1)], [change(1)], [change(2)]])
        #expect(steps.elements == [.start("session 1"), .start("session 2")])
        #expect(log.names == ["store.commit_failed", "store.commit_recovered"])
        #expect(pipeline.failure == nil)
    }

    @Test func eachDistinctErrorIsLoggedOnce() async {
        store.memory.refuse(.full("full"))
        pipeline.submit(batch(1))
        await running {
            for number in 1...4 {
                await store.tries.wait(for: number)
                while clock.sleeperCount < 1 { await Task.yield() }
                store.memory.refuse(number < 2 ? .full("full") : .inputOutput("cannot write"))
                if number == 4 { store.memory.refuse(nil) }
                clock.advance(by: .seconds(10))
            }
            await steps.wait(for: 1)
        }
        #expect(log.names == ["store.commit_failed", "store.commit_failed", "store.commit_recovered"])
    }

    @Test func thePauseGrowsToTenSeconds() async {
        store.memory.refuse(.full("full"))
        pipeline.submit(batch(1))
        await running {
            for number in 1...12 {
                await store.tries.wait(for: number)
                while clock.sleeperCount < 1 { await Task.yield() }
                let pause: Duration = .seconds(min(number, 10))
                #expect(clock.nextWake == clock.now.boot + pause)
                if number == 12 { store.memory.refuse(nil) }
                clock.advance(by: pause)
            }
            await steps.wait(for: 1)
        }
    }

    @Test func cancellationEndsTheTriesAndTheStepsStayUndone() async {
        store.memory.refuse(.full("full"))
        pipeline.submit(batch(1))
        await withDiscardingTaskGroup { group in
            group.addTask { [pipeline, steps] in
                await pipeline.run { step, _ in
                    steps.append(step)
                } committed: {
                }
            }
            await store.tries.wait(for: 1)
            group.cancelAll()
        }
        #expect(steps.count == 0)
        #expect(!pipeline.isIdle)
    }

    @Test func whoeverWaitsHearsThatNothingIsStoredAnyMore() async {
        let replies = (0..<3).map { _ in Reply<Bool>() }
        func wish(_ number: Int) -> CommitBatch {
            CommitBatch(changes: [change(number)], steps: [.confirm(Receipt(reply: replies[number]))])
        }
        store.memory.refuse(.full("full"))
        await withDiscardingTaskGroup { group in
            pipeline.submit(wish(0))
            group.addTask { [pipeline] in
                await pipeline.run { _, _ in
                } committed: {
                }
            }
            await store.tries.wait(for: 1)
            pipeline.submit(wish(1))
            group.cancelAll()
        }
        pipeline.submit(wish(2))
        for reply in replies { #expect(await reply.value(within: .hours(1), by: clock) == nil) }
    }

    @Test func whatWasSubmittedBeforeTheEndIsStillStored() async {
        pipeline.submit(batch(1))
        pipeline.close()
        await pipeline.run { [steps] step, _ in
            steps.append(step)
        } committed: {
        }
        #expect(store.tries.elements == [[change(1)]])
        #expect(steps.count == 1)
    }
}
