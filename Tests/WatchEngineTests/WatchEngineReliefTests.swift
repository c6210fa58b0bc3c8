// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import RelinkTesting
import Testing

@testable import WatchEngine

/// Somebody is told in another one's place, from the wish to the message.
@Suite(.timeLimit(.minutes(1)))
struct WatchEngineReliefTests {
    private func words(_ wish: () async throws -> Void) async -> String {
        do {
            try await wish()
            return ""
        } catch {
            return "\(error)"
        }
    }

    @Test func whatWouldBeToldToOneGoesToTheOtherAndIsKept() async throws {
        let bench = Bench()
        try await bench.running {
            #expect(await bench.pass { await bench.state(of: "shop") == .connected })
            let end = bench.clock.now.wall + .hours(1)
            let relief = try await bench.engine.relieve("ops", by: "mail", until: end, madeBy: "Ana", comment: "")
            #expect(await bench.engine.reliefs() == [relief])
            #expect(try await bench.store.load("main").reliefs == [relief])
            bench.gateway.show(SessionCondition(.failed, .loggedOut), of: "shop")
            #expect(await bench.pass { await bench.engine.incidents().first?.told.isEmpty == false })
            #expect(await bench.engine.incidents().map(\.told) == [[Recipient(channel: "mail")]])
            _ = try await bench.engine.endRelief(relief.id)
            #expect(await bench.engine.reliefs().isEmpty)
            #expect(try await bench.store.load("main").reliefs.isEmpty)
        }
    }

    @Test func whatMakesNoSenseIsRefusedWithWords() async throws {
        let bench = Bench()
        try await bench.running {
            let end = bench.clock.now.wall + .hours(1)
            func relieve(_ away: String, _ other: String, until end: Timestamp) async -> String {
                await words {
                    _ = try await bench.engine.relieve(away, by: other, until: end, madeBy: "", comment: "")
                }
            }
            #expect(await relieve("ops", "ops", until: end) == "ops cannot be told in its own place")
            #expect(await relieve("ops", "nobody", until: end).hasSuffix("there are: ops, mail"))
            #expect(await relieve("ops", "mail", until: bench.clock.now.wall).contains("over already"))
            #expect(await relieve("ops", "mail", until: end) == "")
            #expect(await relieve("mail", "ops", until: end).contains("end that first"))
            #expect(await words { _ = try await bench.engine.endRelief("NONE") }.contains("no relief has the id"))
        }
    }
}
