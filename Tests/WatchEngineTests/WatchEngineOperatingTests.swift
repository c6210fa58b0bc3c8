// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import RelinkTesting
import Testing

@testable import WatchEngine

@Suite(.timeLimit(.minutes(1)))
struct WatchEngineOperatingTests {
    private let shop = SessionKey(gateway: "main", name: "shop")
    private let nobody = SessionKey(gateway: "main", name: "nobody")

    @Test func aRefreshPollsAndTellsWhatAnswered() async throws {
        let bench = Bench()
        try await bench.running {
            #expect(await bench.pass { await bench.state(of: "shop") == .connected })
            bench.gateway.show(SessionCondition(.starting, .booting), of: "shop")
            let refreshed = await bench.engine.refresh(shop, limit: .seconds(15))
            #expect(refreshed?.status.observed == SessionCondition(.starting, .booting))
            guard case .observed(SessionCondition(.starting, .booting), _) = refreshed?.answer else {
                Issue.record("the answer is missing")
                return
            }
            #expect(await bench.engine.refresh(nobody, limit: .seconds(15)) == nil)
        }
    }

    @Test func aRefreshWithoutAnAnswerEndsAtItsLimit() async throws {
        let bench = Bench()
        try await bench.running {
            #expect(await bench.pass { await bench.state(of: "shop") == .connected })
            bench.gateway.holdPolls()
            async let refreshed = bench.engine.refresh(shop, limit: .seconds(2))
            await bench.gateway.requests.wait { $0.last == .poll(["shop"]) }
            await bench.pass(.seconds(3))
            let result = await refreshed
            #expect(result?.status.key == shop)
            #expect(result?.answer == nil)
        }
    }

    @Test func aStartWaitsForItsAnswer() async throws {
        let bench = Bench()
        bench.gateway.show(SessionCondition(.notFound), of: "shop")
        bench.gateway.answerStarts(.refused(words: "no browser"))
        try await bench.running {
            #expect(await bench.pass { await bench.state(of: "shop") == .notFound })
            #expect(await bench.engine.start(shop, limit: .seconds(30)) == .refused(words: "no browser"))
            #expect(await bench.engine.start(nobody, limit: .seconds(30)) == .unknownSession)
        }
        #expect(bench.gateway.requests.elements.count { $0 == .start("shop") } == 1)
    }

    @Test func nothingIsStartedWhileOnlyObserving() async throws {
        let bench = Bench(mayAct: false)
        bench.gateway.show(SessionCondition(.notFound), of: "shop")
        try await bench.running {
            guard case .refused = await bench.engine.start(shop, limit: .seconds(30)) else {
                Issue.record("the start was not refused")
                return
            }
            #expect(await bench.pass { await bench.state(of: "shop") == .notFound })
        }
        #expect(!bench.gateway.requests.elements.contains(.start("shop")))
        #expect(bench.ops.attempts.count == 0)
    }

    @Test func theLiveCodeIsTheOneThatIsShownAndGoesWithIt() async throws {
        let bench = Bench(follows: true)
        let first = try Sample.payload(1)
        let second = try Sample.payload(2)
        bench.gateway.show(SessionCondition(.scanQR, .qr), of: "shop")
        bench.gateway.answerQR(of: "shop", .code(first, id: QRID(rawValue: "1")))
        try await bench.running {
            #expect(await bench.pass { await bench.engine.liveQR(shop)?.payload == first })
            bench.gateway.answerQR(of: "shop", .code(second, id: QRID(rawValue: "2")))
            #expect(await bench.pass { await bench.engine.liveQR(shop)?.payload == second })
            #expect(bench.vault.liveQR(of: shop)?.sequence == 2)
            // The gateway goes on serving a code that has been dead for long.
            await bench.pass(.seconds(61))
            #expect(await bench.engine.liveQR(shop) == nil)
            bench.gateway.answerQR(of: "shop", .code(first, id: QRID(rawValue: "3")))
            #expect(await bench.pass { await bench.engine.liveQR(shop) != nil })
            bench.gateway.show(.connected, of: "shop")
            #expect(await bench.pass { await bench.state(of: "shop") == .connected })
            #expect(await bench.engine.liveQR(shop) == nil)
        }
        let announced = bench.ops.attempts.elements.filter { $0.delivery.rawValue.hasPrefix("qr-") }
        #expect(announced.map(\.delivery.rawValue) == ["qr-1:ops", "qr-2:ops", "qr-3:ops"])
        #expect(!bench.log.entries.elements.contains { "\($0)".contains(first.revealed) })
        #expect(!bench.store.tries.elements.joined().contains { "\($0)".contains(first.revealed) })
    }

    @Test func healthNamesWhatIsMissing() async throws {
        let bench = Bench()
        #expect(await bench.engine.health().problems == ["Relink is loading"])
        #expect(await bench.engine.gateways().isEmpty)
        try await bench.running {
            #expect(await bench.pass { await bench.engine.health().isReady })
            #expect(await bench.engine.gateways().map(\.id) == ["main"])
            #expect(await bench.engine.sessions().map(\.key) == [shop])
        }
        let ended = await bench.engine.health()
        #expect(ended.problems == ["Relink has shut down"])
        #expect(ended.isAlive, "nothing of it is stuck")
    }

    @Test func afterTheEndNobodyIsKeptWaiting() async throws {
        let bench = Bench()
        try await bench.running { #expect(await bench.pass { await bench.state(of: "shop") == .connected }) }
        let refreshed = try #require(await bench.engine.refresh(shop, limit: .hours(1)))
        #expect(refreshed.answer == nil)
        #expect(refreshed.status.key == shop)
        #expect(
            await bench.engine.start(shop, limit: .hours(1))
                == .refused(words: "Relink is ending; ask again once it runs"))
    }

    @Test func atTheEndWhoeverWaitsForAnAnswerHearsThatNoneComes() async throws {
        let bench = Bench()
        try await bench.running {
            #expect(await bench.pass { await bench.state(of: "shop") == .connected })
            bench.gateway.holdPolls()
            let polls = bench.gateway.pollCount(of: "shop")
            async let refreshed = bench.engine.refresh(shop, limit: .hours(1))
            while bench.gateway.pollCount(of: "shop") == polls { await Task.yield() }
            bench.engine.shutDown()
            #expect(await refreshed?.answer == nil)
            bench.gateway.releasePolls()
        }
    }

    @Test func theFiguresAddUp() async throws {
        let bench = Bench(sessions: ["odd", "shop"])
        bench.gateway.answerPolls(of: "odd", .unmapped(words: "?"))
        try await bench.running {
            #expect(await bench.pass { await bench.state(of: "shop") == .connected })
            bench.gateway.show(SessionCondition(.failed), of: "shop")
            #expect(await bench.pass { bench.row(for: "mail")?.state == .delivered })
            await bench.settle()
        }
        let metrics = await bench.engine.metrics()
        func value(_ name: String, _ labels: [String: String]) -> Double? {
            metrics.first { $0.name == name }?.samples.first { sample in
                labels.allSatisfy { label in
                    sample.labels.contains { $0.name == label.key && $0.value == label.value }
                }
            }?.value
        }
        #expect(value("relink_session_state", ["session": "shop", "state": "failed"]) == 1)
        #expect(value("relink_session_state", ["session": "shop", "state": "connected"]) == 0)
        #expect(value("relink_gateway_up", ["gateway": "main"]) == 1)
        #expect(value("relink_transitions_total", [:]) == 1)
        #expect(value("relink_attempts_total", ["channel": "mail", "class": "urgent"]) == 1)
        #expect(value("relink_delivery_seconds_total", ["channel": "mail"]).map { $0 >= 0 } == true)
        #expect(value("relink_clock_jumps_total", [:]) == 0)
        #expect(value("relink_deliveries_total", ["channel": "ops", "outcome": "delivered"]) == 1)
        for retryClass in RetryClass.allCases {
            #expect(value("relink_outbox_open", ["class": retryClass.rawValue]) == 0)
            #expect(value("relink_outbox_oldest_due_age_seconds", ["class": retryClass.rawValue]) == 0)
        }
        #expect(value("relink_outbox_dead", [:]) == 0)
        #expect(value("relink_channel_state", ["channel": "mail", "state": "working"]) == 1)
        #expect(value("relink_channel_state", ["channel": "mail", "state": "failing"]) == 0)
        #expect(value("relink_channel_waiting", ["channel": "ops"]) == 0)
        #expect(try #require(value("relink_unmapped_answers_total", [:])) >= 1)
        #expect(try #require(value("relink_polls_total", [:])) > 2)
        #expect(try #require(value("relink_commits_total", [:])) >= 2)
    }

    @Test func whatWasGivenUpIsSentOnceMoreUnderItsId() async throws {
        let bench = Bench()
        bench.ops.answer { _ in .reject(reason: "HTTP 400") }
        try await bench.running {
            #expect(await bench.pass { await bench.state(of: "shop") == .connected })
            bench.gateway.show(SessionCondition(.failed, .browserCrash), of: "shop")
            #expect(await bench.pass { bench.row(for: "ops")?.state == .dead })
            bench.ops.answer { _ in .delivered(ref: nil) }
            let result = try await bench.engine.replay(OutboxQuery(channel: "ops"))
            #expect(result == (1, 0))
            #expect(await bench.pass { bench.row(for: "ops")?.state == .delivered })
            #expect(try await bench.engine.replay(OutboxQuery(channel: "ops")) == (0, 0))
        }
        #expect(Set(bench.ops.attempts.elements.map(\.delivery)).count == 1)
        #expect(bench.ops.attempts.count == 3)
    }

    @Test func aRefusingChannelShowsAndIsTriedOnAPersonsWish() async throws {
        let bench = Bench()
        bench.ops.answer { _ in .suspend(probeAfter: .hours(1), reason: "HTTP 404") }
        try await bench.running {
            #expect(await bench.pass { await bench.state(of: "shop") == .connected })
            bench.gateway.show(SessionCondition(.failed, .browserCrash), of: "shop")
            #expect(await bench.pass { await bench.engine.channels().first?.health.state == .suspended })
            // The channel knows it sooner than the row, which is offered anew only then.
            #expect(
                await bench.pass {
                    bench.row(for: "ops").map { $0.state == .queued && $0.attempts == 1 } ?? false
                })
            let channels = await bench.engine.channels()
            #expect(channels.map(\.plan.id) == ["ops", "mail"])
            #expect(channels.first?.health.reason == "HTTP 404")
            bench.ops.answer { _ in .delivered(ref: nil) }
            #expect(await !bench.engine.resume("gone"))
            #expect(await bench.engine.resume("ops"))
            #expect(await bench.pass { bench.row(for: "ops")?.state == .delivered })
            #expect(await bench.engine.channels().first?.health.state == .working)
        }
    }
}
