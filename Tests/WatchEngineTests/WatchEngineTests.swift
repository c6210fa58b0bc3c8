// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import RelinkTesting
import Synchronization
import Testing

@testable import WatchEngine

@Suite(.timeLimit(.minutes(1)))
struct WatchEngineTests {
    @Test func anOutageIsPolledThenStoredThenSent() async throws {
        let bench = Bench()
        let wasStored = Recording<Bool>()
        bench.ops.answer { [store = bench.store] attempt in
            wasStored.append(store.holdsRequest(of: attempt.delivery))
            wasStored.append(
                store.memory.deliveries("main").contains { $0.id == attempt.delivery && $0.state == .sending })
            return .delivered(ref: nil)
        }
        try await bench.running {
            #expect(await bench.pass { await bench.state(of: "shop") == .connected })
            bench.gateway.show(SessionCondition(.failed, .browserCrash), of: "shop")
            #expect(await bench.pass { bench.row(for: "ops")?.state == .delivered })
        }
        #expect(wasStored.elements == [true, true])
        let attempt = try #require(bench.ops.attempts.elements.first)
        #expect(attempt.number == 1)
        #expect(attempt.session == SessionKey(gateway: "main", name: "shop"))
        #expect(bench.store.memory.attempts(of: attempt.delivery, gateway: "main").count == 1)
    }

    @Test func pollingGoesOnWhileTheDiskIsFullAndNothingIsSentBeforeItIsStored() async throws {
        let bench = Bench()
        try await bench.running {
            #expect(await bench.pass { await bench.state(of: "shop") == .connected })
            bench.store.memory.refuse(.full("the disk is full"))
            bench.gateway.show(SessionCondition(.failed, .browserCrash), of: "shop")
            #expect(await bench.pass { await bench.state(of: "shop") == .failed })
            let polls = bench.gateway.pollCount(of: "shop")
            await bench.pass(.seconds(60))
            #expect(bench.gateway.pollCount(of: "shop") >= polls + 5)
            #expect(await !bench.engine.health().isReady)
            // Nothing but a warning, unrecorded, that nothing can be recorded; once to each of the default route.
            for channel in [bench.ops, bench.mail] {
                let warnings = channel.prepared.elements.filter { $0.event.kind == .watcherDegraded }
                #expect(warnings.map(\.event.words) == ["the disk is full"])
                #expect(channel.attempts.elements.map(\.delivery) == warnings.map(\.delivery))
            }
            bench.store.memory.refuse(nil)
            #expect(await bench.pass { bench.row(for: "ops")?.state == .delivered })
            #expect(await bench.engine.health().isReady)
        }
        #expect(bench.ops.attempts.count == 2)
        #expect(bench.log.names.count { $0 == "store.commit_failed" } == 1)
    }

    @Test func aGatewayIsAskedNoMoreWhileTooMuchWaitsForTheStore() async throws {
        let bench = Bench(backlogLimit: 5)
        try await bench.running {
            #expect(await bench.pass { await bench.state(of: "shop") == .connected })
            bench.store.memory.refuse(.full("the disk is full"))
            // Each change is a few rows, and soon too many.
            for state in [SessionState.failed, .starting, .failed, .starting] {
                bench.gateway.show(SessionCondition(state), of: "shop")
                await bench.pass(.seconds(30))
            }
            let polls = bench.gateway.pollCount(of: "shop")
            bench.gateway.show(SessionCondition(.failed, .browserCrash), of: "shop")
            await bench.pass(.seconds(600))
            #expect(bench.gateway.pollCount(of: "shop") == polls, "nothing is asked")
            #expect(bench.log.names.count { $0 == "store.behind" } == 1)
            bench.store.memory.refuse(nil)
            #expect(await bench.pass { bench.gateway.pollCount(of: "shop") > polls + 3 }, "it goes on")
            #expect(await bench.state(of: "shop") == .failed)
            #expect(await bench.pass { bench.row(for: "ops")?.state == .delivered })
        }
    }

    @Test func aConfigurationThatIsNotTakenIsToldOnceAndItsEndOnce() async throws {
        let bench = Bench()
        bench.engine.noteConfiguration(["config.yaml:1:1: no"])
        try await bench.running {
            #expect(await bench.pass { bench.ops.attempts.count == 1 && bench.mail.attempts.count == 1 })
            bench.engine.noteConfiguration(["config.yaml:1:1: no"])
            await bench.pass(.seconds(5))
            bench.engine.noteConfiguration([])
            #expect(await bench.pass { bench.ops.attempts.count == 2 && bench.mail.attempts.count == 2 })
        }
        #expect(bench.ops.prepared.elements.map(\.event.kind) == [.watcherConfigRejected, .watcherConfigRejected])
        #expect(bench.ops.prepared.elements.map(\.event.status) == ["firing", "resolved"])
    }

    @Test func aRowCutOffByACrashIsSentAgainWithTheSameIdAndBytes() async throws {
        let bench = Bench()
        bench.ops.hold()
        bench.mail.hold()
        try await bench.running {
            bench.gateway.show(SessionCondition(.failed, .browserCrash), of: "shop")
            #expect(await bench.pass { bench.ops.attempts.count == 1 && bench.mail.attempts.count == 1 })
            bench.engine.shutDown()
            bench.clock.advance(by: WatchEngine.drain)
        }
        let first = try #require(bench.ops.attempts.elements.first)
        #expect(bench.row(for: "ops")?.state == .sending)

        let next = Bench(store: bench.store)
        next.gateway.show(SessionCondition(.failed, .browserCrash), of: "shop")
        try await next.running {
            #expect(await next.pass { next.row(for: "ops")?.state == .delivered })
            await next.pass(.minutes(2))
        }
        // Whoever is told of Relink itself learns of the cut, besides.
        #expect(next.rows(for: "ops").map(\.event.kind).filter { $0 == .watcherStarted }.count == 1)
        #expect(next.ops.prepared.count == 1)
        let again = next.ops.attempts.elements.filter { $0.delivery == first.delivery }
        #expect(again.count == 1)
        let second = try #require(again.first)
        #expect(second.request == first.request)
        #expect(second.number == 2)
        #expect(next.row(for: "ops")?.ambiguousAttempts == 1)
    }

    @Test(arguments: [false, true])
    func shuttingDownWaitsForTheAttemptAndStoresItsOutcome(byCancellation: Bool) async throws {
        let bench = Bench()
        bench.ops.hold()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await bench.engine.run() }
            while !bench.engine.isRunning { await Task.yield() }
            bench.gateway.show(SessionCondition(.failed, .browserCrash), of: "shop")
            #expect(await bench.pass { bench.ops.attempts.count == 1 && bench.row(for: "mail")?.state == .delivered })
            if byCancellation { group.cancelAll() } else { bench.engine.shutDown() }
            let polls = bench.gateway.requests.count
            await bench.pass(.seconds(9))
            #expect(bench.engine.isRunning)
            #expect(bench.gateway.requests.count == polls)
            bench.ops.release()
            try await group.waitForAll()
        }
        #expect(bench.row(for: "ops")?.state == .delivered)
        #expect(await !bench.engine.health().isReady)
    }

    @Test func aSlowChannelDoesNotBlockAnother() async throws {
        let bench = Bench(sessions: ["a", "b", "c"])
        bench.mail.hold()
        try await bench.running {
            for session in ["a", "b", "c"] { bench.gateway.show(SessionCondition(.failed), of: session) }
            #expect(await bench.pass { bench.ops.ended.count == 3 })
            #expect(bench.mail.attempts.count == 1)
            bench.mail.release()
            #expect(await bench.pass { bench.mail.ended.count == 3 })
        }
    }

    @Test func aRejectedRowIsRenderedAgainAsPlainText() async throws {
        let bench = Bench()
        bench.ops.answer { $0.number == 1 ? .reject(reason: "HTTP 400") : .delivered(ref: nil) }
        try await bench.running {
            bench.gateway.show(SessionCondition(.failed), of: "shop")
            #expect(await bench.pass { bench.row(for: "ops")?.state == .delivered })
        }
        let attempts = bench.ops.attempts.elements
        #expect(attempts.count == 2)
        #expect(attempts.first?.request != attempts.last?.request)
    }

    @Test func aPushPollsAtOnce() async throws {
        let bench = Bench()
        try await bench.running {
            #expect(await bench.pass { await bench.state(of: "shop") == .connected })
            await bench.settle()
            let polls = bench.gateway.pollCount(of: "shop")
            await bench.engine.receivePush(Array("shop".utf8), from: "main")
            await bench.engine.receivePush(Array("nobody".utf8), from: "main")
            await bench.engine.receivePush(Array("shop".utf8), from: "elsewhere")
            await bench.gateway.requests.wait { requests in
                requests.count { $0 == .poll(["shop"]) } > polls
            }
            await bench.settle()
            #expect(bench.gateway.pollCount(of: "shop") == polls + 1)
        }
    }

    @Test func aThousandSessionsArePolledInFewRequests() async throws {
        let names = (0..<1000).map { "s\($0)" }
        let bench = Bench(sessions: names)
        try await bench.running {
            #expect(await bench.pass { await bench.engine.sessions().allSatisfy { $0.confirmed?.state == .connected } })
        }
        let requests = bench.gateway.requests.elements.filter { if case .poll = $0 { true } else { false } }
        #expect(requests.count < 200)
    }

    @Test func aStoreThatCannotBeReadEndsTheRunBeforeAnythingIsAsked() async {
        let gateway = ScriptedGateway()
        let clock = TestClock()
        let plan = GatewayPlan(
            id: "main", kind: .wwebjs, sessions: [SessionPlan(name: "shop")], channels: [],
            routes: RouteTable(defaults: []))
        let engine = WatchEngine(
            gateways: [.init(plan: plan, gateway: gateway)], channels: [], store: UnreadableStore(),
            log: CollectingLog(), vault: QRVault(time: clock), time: clock, keep: .hours(24))
        await #expect(throws: StoreError.corrupt("not a store")) { try await engine.run() }
        #expect(gateway.requests.count == 0)
    }
}

/// A store whose file is damaged.
private struct UnreadableStore: Store {
    func load(_ gateway: GatewayID) async throws(StoreError) -> GatewaySnapshot { throw .corrupt("not a store") }
    func commit(_ changes: [StoreChange], gateway: GatewayID, epoch: Epoch) async throws(StoreError) {}
    func history(_ query: HistoryQuery) async throws(StoreError) -> [HistoryRecord] { [] }
    func beat(at now: Timestamp) async throws(StoreError) {}
    func outbox() async throws(StoreError) -> OutboxSummary { OutboxSummary(open: 0, dead: 0, oldestOpen: nil) }
    func outboxRows(_ query: OutboxQuery) async throws(StoreError) -> [OutboxRow] { [] }
    func attempts(of row: OutboxRow) async throws(StoreError) -> [OutboxRow.Attempt] { [] }
    func purge(_ query: OutboxQuery) async throws(StoreError) -> Int { 0 }
    func prune(_ bounds: StoreBounds) async throws(StoreError) {}

    @Test func aSessionThatWhatsAppDoesNotAnswerIsTold() async throws {
        let bench = Bench(probe: ProbePlan(every: .minutes(1)))
        try await bench.running {
            #expect(await bench.pass { await bench.state(of: "shop") == .connected })
            bench.gateway.answerProbes(.silent(words: "no answer within 20 s"))
            let key = SessionKey(gateway: "main", name: "shop")
            #expect(await bench.pass { await bench.engine.session(key)?.confirmed == .stale })
            #expect(await bench.engine.incidents().count == 1)
            bench.gateway.answerProbes(.alive)
            #expect(await bench.pass { await bench.engine.session(key)?.confirmed == .connected })
        }
    }
}
