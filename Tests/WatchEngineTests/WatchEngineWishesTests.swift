// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import RelinkTesting
import Testing

@testable import WatchEngine

/// What people wish of incidents is kept, and answered only once it is durable.
@Suite(.timeLimit(.minutes(1)))
struct WatchEngineWishesTests {
    private let shop = SessionKey(gateway: "main", name: "shop")

    /// Lets the session fail and its outage be told.
    private func open(_ bench: Bench) async throws -> IncidentStatus {
        #expect(await bench.pass { await bench.state(of: "shop") == .connected })
        bench.gateway.show(SessionCondition(.failed), of: "shop")
        #expect(await bench.pass { bench.row(for: "mail")?.state == .delivered })
        return try #require(await bench.engine.incidents().first)
    }

    @Test func anAcknowledgementIsDurableBeforeItIsAnswered() async throws {
        let bench = Bench()
        try await bench.running {
            let incident = try await open(bench)
            let acked = try await bench.engine.acknowledge(
                IncidentName("#" + incident.reference.code.lowercased()), by: " Ana\n", until: nil)
            #expect(acked.map(\.acknowledgement?.by) == ["Ana"])
            let stored = try await bench.store.load("main").incidents.first
            #expect(stored?.care.acknowledgement == acked.first?.acknowledgement)
            #expect(stored?.care.acknowledgement?.until != nil)
        }
        let again = Bench(store: bench.store)
        try await again.running {
            #expect(await again.engine.incidents().first?.acknowledgement?.by == "Ana")
            let given = try await again.engine.unacknowledge(
                IncidentName(await again.engine.incidents().first?.reference.id.rawValue ?? ""), by: "Ben")
            #expect(given.map(\.acknowledgement) == [nil])
            await #expect(throws: OperatingError.self) {
                try await again.engine.unacknowledge(IncidentName(given[0].reference.code), by: "Ben")
            }
        }
    }

    @Test func aGatewayThatIsAddedTakesOverSilencesThatNameNone() async throws {
        let bench = Bench()
        try await bench.running {
            _ = try await bench.engine.silence(
                Route.Match(sessions: ["shop"]), until: bench.clock.now.wall + .hours(1), by: "", comment: "")
        }
        let later = Bench(store: bench.store, others: ["second"])
        try await later.running {
            #expect(await later.pass { (try? await later.store.load("second").silences.count) == 1 })
            let silence = try #require(await later.engine.silences().first)
            _ = try await later.engine.endSilence(silence.id)
            #expect(try await later.store.load("second").silences.isEmpty)
        }
        let last = Bench(store: bench.store, others: ["second"])
        try await last.running {
            await last.pass(.seconds(5))
            #expect(await last.engine.silences().isEmpty)
        }
    }

    @Test func anExplanationNamesWhatWasTold() async throws {
        let bench = Bench()
        try await bench.running {
            _ = try await open(bench)
            let explanation = try #require(await bench.engine.explain(shop))
            #expect(explanation.lines.contains { $0.text.hasPrefix("session.opened (failed) at ") })
            #expect(explanation.lines.contains { $0.text == "Told: ops, mail." })
            #expect(await bench.engine.explain(SessionKey(gateway: "main", name: "nobody")) == nil)
            #expect(await bench.engine.explain(SessionKey(gateway: "other", name: "shop")) == nil)
        }
    }

    @Test func whatTheStoreRefusesIsNotPromised() async throws {
        let bench = Bench()
        try await bench.running {
            let incident = try await open(bench)
            bench.store.memory.refuse(.full("the disk is full"))
            async let acked = bench.engine.acknowledge(
                IncidentName(incident.reference.code), by: "Ana", until: .connected)
            await bench.pass(.seconds(11))
            do {
                _ = try await acked
                Issue.record("a promise that a restart would break")
            } catch let error as OperatingError {
                guard case .notStored(let words) = error else { throw error }
                #expect(words.contains("the disk is full"))
            }
            bench.store.memory.refuse(nil)
            #expect(await bench.pass { await bench.engine.health().isReady })
        }
        #expect(try await bench.store.load("main").incidents.first?.care.acknowledgement?.by == "Ana")
    }

    @Test func aWishThatCameBeforeTheEndIsStored() async throws {
        let bench = Bench()
        try await bench.running {
            #expect(await bench.pass { await bench.state(of: "shop") == .connected })
            let driver = try #require(bench.engine.driver(of: "main"))
            let reply = Reply<Bool>()
            let silence = Silence(
                id: "QK7M", match: Route.Match(sessions: ["shop"]), until: bench.clock.now.wall + .hours(1),
                createdAt: bench.clock.now.wall, by: "Ana", comment: "")
            #expect(bench.engine.hand([(driver, .wish(.silenced(silence), reply))]))
            bench.engine.shutDown()
            #expect(await reply.value(within: .hours(1), by: bench.clock) == true)
        }
        #expect(try await bench.store.load("main").silences.map(\.id) == ["QK7M"])
    }

    @Test func oneThatIsToEndTakesNoWishes() async throws {
        let bench = Bench()
        bench.ops.hold()
        try await bench.running {
            let incident = try await open(bench)
            bench.engine.shutDown()
            #expect(
                await words {
                    _ = try await bench.engine.acknowledge(IncidentName(incident.reference.code), by: "Ana", until: nil)
                } == "Relink is ending, and nothing was done; ask again once it runs")
            bench.ops.release()
        }
        #expect(try await bench.store.load("main").incidents.first?.care.acknowledgement == nil)
    }

    @Test func oneThatLoadsTakesNoWishes() async throws {
        let bench = Bench()
        let end = bench.clock.now.wall + .hours(1)
        #expect(
            await words {
                _ = try await bench.engine.silence(Route.Match(sessions: ["*"]), until: end, by: "Ana", comment: "")
            }.contains("nothing was done"))
    }

    @Test func aSilenceGetsAnIdAndHidesAnOpening() async throws {
        let bench = Bench()
        try await bench.running {
            #expect(await bench.pass { await bench.state(of: "shop") == .connected })
            let end = bench.clock.now.wall + .hours(2)
            let silence = try await bench.engine.silence(
                Route.Match(sessions: ["sh*"]), until: end, by: "Ana", comment: "new \u{202E}phone")
            #expect(silence.id.rawValue.count == 4)
            #expect(silence.comment == "new phone")
            #expect(try await bench.store.load("main").silences == [silence])
            bench.gateway.show(SessionCondition(.failed), of: "shop")
            #expect(await bench.pass { await bench.engine.incidents().first?.muted.isEmpty == false })
            #expect(bench.row(for: "mail") == nil)
            #expect(try await bench.engine.endSilence(silence.id) == silence)
            #expect(await bench.pass { bench.row(for: "mail")?.state == .delivered })
            #expect(try await bench.store.load("main").silences.isEmpty)
        }
    }

    @Test func wishesThatMakeNoSenseAreRefusedWithWords() async throws {
        let bench = Bench()
        try await bench.running {
            let now = bench.clock.now.wall
            let engine = bench.engine
            let match = Route.Match(sessions: ["*"])
            let later = now + .hours(1)
            #expect(
                await words { _ = try await engine.silence(match, until: now, by: "", comment: "") }
                    .contains("over already"))
            #expect(
                await words { _ = try await engine.silence(Route.Match(), until: later, by: "", comment: "") }
                    .contains("session=*"))
            #expect(
                await words {
                    _ = try await engine.silence(Route.Match(gateways: ["other"]), until: later, by: "", comment: "")
                } == "no gateway has the id other")
            #expect(await words { _ = try await engine.endSilence("ZZZZ") }.hasPrefix("no silence has the id ZZZZ"))
            #expect(
                await words { _ = try await engine.acknowledge(IncidentName("ZZZZ"), by: "", until: nil) }
                    .hasPrefix("no open incident is called ZZZZ"))
            #expect(
                await words { _ = try await engine.acknowledge(IncidentName("X"), by: "", until: .time(now)) }
                    .contains("over already"))
            #expect(
                await words { try await engine.forget(shop) }
                    == "main/shop is not forgotten: it stands in the configuration: remove it there")
            let nobody = SessionKey(gateway: "main", name: "nobody")
            #expect(await words { try await engine.forget(nobody) } == "no session main/nobody is watched")
            #expect(await words { _ = try await engine.expect(nil, of: nobody) } == "no session main/nobody is watched")
        }
    }

    @Test func whatIsExpectedIsKept() async throws {
        let bench = Bench()
        try await bench.running {
            #expect(await bench.pass { await bench.state(of: "shop") == .connected })
            let until = bench.clock.now.wall + .hours(1)
            _ = try await bench.engine.expect(ExpectationOverride(.stopped, until: until), of: shop)
            #expect(
                try await bench.store.load("main").sessions.first?.expectation
                    == ExpectationOverride(.stopped, until: until))
            bench.gateway.show(SessionCondition(.stopped), of: "shop")
            #expect(await bench.pass { await bench.state(of: "shop") == .stopped })
            #expect(await bench.engine.incidents().isEmpty)
            _ = try await bench.engine.expect(nil, of: shop)
            #expect(await bench.pass { await bench.engine.incidents().count == 1 })
        }
    }

    @Test func anAcceptedAccountEndsTheOutageAndIsKept() async throws {
        let bench = Bench()
        let ours = try #require(AccountNumber("12025550143"))
        let theirs = try #require(AccountNumber("12025550199"))
        bench.gateway.answerAccount(of: "shop", .number(ours))
        try await bench.running {
            #expect(await bench.pass { await bench.state(of: "shop") == .connected })
            #expect(
                await words { _ = try await bench.engine.acceptAccount(of: shop) }
                    == "no account of main/shop is accepted: it is linked to the right account already, the number ending 0143"
            )
            bench.gateway.show(SessionCondition(.scanQR, .qr), of: "shop")
            #expect(await bench.pass { await bench.engine.incidents().count == 1 })
            bench.gateway.answerAccount(of: "shop", .number(theirs))
            bench.gateway.show(.connected, of: "shop")
            #expect(await bench.pass { await bench.engine.session(shop)?.confirmed == .wrongAccount })
            _ = try await bench.engine.acceptAccount(of: shop)
            #expect(try await bench.store.load("main").sessions.first?.account == AccountRecord(number: theirs))
            #expect(await bench.pass { await bench.engine.session(shop)?.confirmed == .connected })
            #expect(await bench.pass { await bench.engine.incidents().allSatisfy { !$0.isOpen } })
        }
    }

    private func words(_ wish: () async throws -> Void) async -> String {
        do {
            try await wish()
            return ""
        } catch {
            return "\(error)"
        }
    }
}
