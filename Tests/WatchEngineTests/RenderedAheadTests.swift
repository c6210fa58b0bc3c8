// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import RelinkTesting
import Testing

@testable import WatchEngine

/// Transitions are rendered and stored ahead of their turn.
@Suite(.timeLimit(.minutes(1)))
struct RenderedAheadTests {
    private static let names = (0..<40).map { "s\($0)" }

    private func fail(_ bench: Bench) async {
        #expect(await bench.pass { await bench.engine.sessions().allSatisfy { $0.confirmed?.state == .connected } })
        for name in Self.names { bench.gateway.show(SessionCondition(.failed), of: name) }
    }

    @Test func everyRequestIsStoredBeforeItIsSentAndNoTurnIsStored() async throws {
        let bench = Bench(sessions: Self.names, feeds: true)
        let wasStored = Recording<Bool>()
        bench.ops.answer { [store = bench.store] attempt in
            wasStored.append(store.holdsRequest(of: attempt.delivery))
            return .delivered(ref: nil)
        }
        try await bench.running {
            await fail(bench)
            #expect(await bench.pass { bench.ops.ended.count == Self.names.count })
            #expect(await bench.pass { bench.rows(for: "ops").allSatisfy { $0.state == .delivered } })
        }
        #expect(wasStored.elements == Self.names.map { _ in true })
        let turns = bench.store.tries.elements.joined().filter { change in
            if case .delivery(let row) = change {
                row.state == .sending && row.lane.feed == .transitions
            } else {
                false
            }
        }
        #expect(turns.isEmpty)
        #expect(bench.rows(for: "ops").allSatisfy { $0.attempts == 1 && $0.ambiguousAttempts == 0 })
    }

    @Test func whatACrashCutOffGoesOutAgainWithTheSameIdAndBytes() async throws {
        let bench = Bench(sessions: Self.names, feeds: true)
        bench.ops.hold()
        try await bench.running {
            await fail(bench)
            #expect(await bench.pass { bench.ops.attempts.count == 4 && bench.rows(for: "ops").count == 40 })
            bench.engine.shutDown()
            bench.clock.advance(by: WatchEngine.drain)
        }
        #expect(bench.rows(for: "ops").allSatisfy { $0.state == .queued && $0.attempts == 0 })

        let next = Bench(sessions: Self.names, store: bench.store, feeds: true)
        for name in Self.names { next.gateway.show(SessionCondition(.failed), of: name) }
        try await next.running {
            #expect(await next.pass { next.rows(for: "ops").allSatisfy { $0.state == .delivered } })
        }
        #expect(next.ops.prepared.count == 0)
        let sent = Dictionary(next.ops.attempts.elements.map { ($0.delivery, $0.request) }) { first, _ in first }
        #expect(sent.count == 40)
        for attempt in bench.ops.attempts.elements { #expect(sent[attempt.delivery] == attempt.request) }
        #expect(next.ops.attempts.elements.allSatisfy { $0.number == 2 })
    }
}
