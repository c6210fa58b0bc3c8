// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import Hummingbird
import RelinkModel
import Synchronization
import Testing

@testable import StatusServer

/// Requests while one watcher follows the other.
@Suite(.timeLimit(.minutes(1)))
struct ReceptionTests {
    /// Time that passes when the test says so.
    private final class Pause: Sendable {
        private let (passed, pass) = AsyncStream.makeStream(of: Never.self)
        private let asked = Mutex<[Duration]>([])

        /// How much of it was asked for.
        var durations: [Duration] { asked.withLock { $0 } }

        func wait(_ duration: Duration) async {
            asked.withLock { $0.append(duration) }
            for await _ in passed {}
        }

        func end() { pass.finish() }
    }

    private static let read = inquiry(.get, "/api/v1/sessions/main/shop-07")
    private static let wish = inquiry(.post, "/api/v1/sessions/main/shop-07/start")

    private static func inquiry(_ method: HTTPRequest.Method, _ path: String, isControl: Bool = true) -> Inquiry {
        let head = HTTPRequest(method: method, scheme: "http", authority: "localhost", path: path)
        return Inquiry(
            Request(head: head, body: RequestBody(buffer: ByteBuffer())), isControl: isControl, bodyLimit: 1000)
    }

    private static func responder(
        _ operating: ScriptedOperating, reloading: (any Reloading)? = nil
    ) throws -> OperatorResponder {
        var settings = StatusServerSettings.loopback()
        settings.reloading = reloading
        return try OperatorResponder(settings, operating: operating) { noon }
    }

    /// Waits until so many wait.
    private static func waiting(_ count: Int, at reception: Reception) async {
        while reception.waitingCount < count { await Task.yield() }
    }

    private let old = ScriptedOperating { $0.sessions = [.sample()] }
    private let new = ScriptedOperating { $0.sessions = [.sample()] }
    private let reception = Reception()

    @Test func aWishThatComesInTheHandOverIsForTheNext() async throws {
        reception.serve(try Self.responder(old), takesWishes: true)
        await reception.hold(within: .seconds(1))
        async let wished = reception.answer(Self.wish)
        await Self.waiting(1, at: reception)
        #expect(await reception.answer(Self.read).status == .ok, "the old one goes on telling")
        reception.vacate()
        reception.serve(try Self.responder(new), takesWishes: true)
        #expect(await wished.status == .ok)
        #expect(old.asked == [])
        #expect(new.asked == ["start main/shop-07 30.0 seconds"])
    }

    @Test func aReadWaitsOnlyWhereNobodyAnswers() async throws {
        async let told = reception.answer(Self.read)
        await Self.waiting(1, at: reception)
        async let wished = reception.answer(Self.wish)
        await Self.waiting(2, at: reception)
        reception.serve(try Self.responder(new), takesWishes: false)
        #expect(await told.status == .ok)
        await Self.waiting(1, at: reception)
        #expect(new.asked == [])
        reception.serve(try Self.responder(new), takesWishes: true)
        #expect(await wished.status == .ok)
    }

    @Test func aFailureOfOneThatHasEndedDoesNotCount() async throws {
        let holdup = Holdup()
        let gone = ScriptedOperating(holdup: holdup) { $0.sessions = [.sample()] }
        reception.serve(
            try OperatorResponder(.loopback(), operating: gone) { noon + .hours(1) }, takesWishes: true)
        async let told = reception.answer(Self.inquiry(.get, "/api/whatsapp/session/status/shop-07"))
        await holdup.reached()
        reception.vacate()
        holdup.end()
        await Self.waiting(1, at: reception)
        reception.serve(try Self.responder(new), takesWishes: true)
        #expect(await told.status == .ok)
    }

    @Test(arguments: [
        ("/hooks/main/secret", HTTPRequest.Method.post), ("/api/whatsapp/session/start/shop-07", .get),
        ("/api/v1/silences", .post), ("/api/v1/silences/QK7M", .delete), ("/api/v1/outbox/x/replay", .post),
    ])
    func whatIsToBeDoneIsAWish(_ path: String, _ method: HTTPRequest.Method) {
        #expect(Self.inquiry(method, path).isWish)
    }

    @Test(arguments: [
        ("/control/reload", HTTPRequest.Method.post), ("/api/v1/silences", .get), ("/healthz", .head),
        ("/api/whatsapp/session/status/shop-07", .get), ("/nowhere", .post),
    ])
    func theRestIsNot(_ path: String, _ method: HTTPRequest.Method) {
        #expect(!Self.inquiry(method, path).isWish)
    }

    @Test func aReloadIsTakenDuringAReload() async throws {
        let reloading = ScriptedReloading()
        reception.serve(try Self.responder(old, reloading: reloading), takesWishes: true)
        await reception.hold(within: .seconds(1))
        #expect(await reception.answer(Self.inquiry(.post, "/control/reload")).status == .ok)
        #expect(reloading.asked == [false])
    }

    @Test func oneThatGoesAwayWaitsNoLonger() async throws {
        let asking = Task { [reception] in await reception.answer(Self.wish).status }
        await Self.waiting(1, at: reception)
        asking.cancel()
        #expect(await asking.value == .serviceUnavailable)
        reception.serve(try Self.responder(new), takesWishes: true)
        #expect(new.asked == [])
    }

    @Test func nobodyWaitsForLongerThanThePatience() async throws {
        let pause = Pause()
        let reception = Reception { await pause.wait($0) }
        async let wished = reception.answer(Self.wish)
        await Self.waiting(1, at: reception)
        while pause.durations.isEmpty { await Task.yield() }
        #expect(pause.durations == [Reception.patience])
        pause.end()
        #expect(await wished.status == .serviceUnavailable)
    }

    @Test func atTheEndNobodyWaits() async throws {
        reception.serve(try Self.responder(old), takesWishes: true)
        await reception.hold(within: .seconds(1))
        async let wished = reception.answer(Self.wish)
        await Self.waiting(1, at: reception)
        reception.close()
        #expect(await wished.status == .serviceUnavailable)
        #expect(await reception.answer(Self.wish).status == .serviceUnavailable)
        #expect(await reception.answer(Self.read).status == .ok)
        reception.vacate()
        #expect(await reception.answer(Self.read).status == .serviceUnavailable)
        #expect(old.asked == [])
    }

    @Test func aWishUnderWayIsAnsweredBeforeTheHandOver() async throws {
        let holdup = Holdup()
        let slow = ScriptedOperating(holdup: holdup) { $0.sessions = [.sample()] }
        let pause = Pause()
        let reception = Reception { await pause.wait($0) }
        reception.serve(try Self.responder(slow), takesWishes: true)
        async let wished = reception.answer(Self.wish)
        await holdup.reached()
        let isHeld = Mutex(false)
        async let held: Void = {
            await reception.hold(within: .seconds(2))
            isHeld.withLock { $0 = true }
        }()
        while pause.durations.isEmpty { await Task.yield() }
        #expect(!isHeld.withLock { $0 })
        holdup.end()
        #expect(await wished.status == .ok)
        await held
    }

    @Test func oneThatTakesTooLongIsNotWaitedFor() async throws {
        let holdup = Holdup()
        let slow = ScriptedOperating(holdup: holdup) { $0.sessions = [.sample()] }
        let pause = Pause()
        let reception = Reception { await pause.wait($0) }
        reception.serve(try Self.responder(slow), takesWishes: true)
        async let wished = reception.answer(Self.wish)
        await holdup.reached()
        async let held: Void = reception.hold(within: .seconds(2))
        while pause.durations.isEmpty { await Task.yield() }
        pause.end()
        await held
        holdup.end()
        #expect(await wished.status == .ok)
    }

    @Test func aServerThatEndsAnswersWhoeverWaits() async throws {
        let reception = reception
        try await withServer(StatusServer(.loopback, reception: reception)) { client in
            async let told = client.send("GET", "/healthz")
            await Self.waiting(1, at: reception)
            reception.close()
            #expect(await told?.status == 503)
        }
    }

    @Test func manyAskersGetThroughManyHandOvers() async throws {
        let reception = reception
        try await withServer(StatusServer(.loopback, reception: reception)) { client in
            reception.serve(try Self.responder(old), takesWishes: true)
            let changes = Task {
                while !Task.isCancelled {
                    await reception.hold(within: .seconds(2))
                    await Task.yield()
                    reception.vacate()
                    await Task.yield()
                    reception.serve(try Self.responder(old), takesWishes: true)
                    await Task.yield()
                }
            }
            let statuses = await withTaskGroup(of: [Int].self) { group in
                for target in ["/healthz", "/api/v1/sessions", "/api/whatsapp/session/start/shop-07"] {
                    group.addTask {
                        var statuses: [Int] = []
                        for _ in 0..<50 { statuses.append(await client.send("GET", target)?.status ?? 0) }
                        return statuses
                    }
                }
                return await group.reduce(into: Set<Int>()) { $0.formUnion($1) }
            }
            changes.cancel()
            _ = await changes.result
            #expect(statuses == [200, 422], "422: it runs already")
        }
    }
}
