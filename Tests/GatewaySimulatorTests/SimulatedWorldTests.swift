// SPDX-License-Identifier: Apache-2.0

import GatewaySimulator
import Testing

struct SimulatedWorldTests {
    private static func ask(_ world: inout SimulatedWorld, _ target: String, at now: Duration) -> (String, Duration) {
        let answer = world.answer(SimulatedRequest(target: target, key: "change-me"), at: now)
        return (String(decoding: answer.body, as: UTF8.self), answer.delay)
    }

    private static func code(_ world: inout SimulatedWorld, at seconds: Int) -> String {
        ask(&world, "/session/qr/a", at: .seconds(seconds)).0
    }

    private static let notReady = #"{"success":false,"message":"qr code not ready or already scanned"}"#

    @Test func theFirstCodeLivesSixtySecondsAndTheOthersTwenty() {
        var world = SimulatedWorld(SimulatorSettings())
        world.perform(.show(session: "a", .socket(.unpaired)), at: .zero)
        let codes = (0..<120).map { Self.code(&world, at: $0) }
        let changes = (1..<120).filter { codes[$0] != codes[$0 - 1] }
        #expect(changes == [60, 80, 100])
        #expect(Set(codes).count == 4)
    }

    @Test func aCodeRotatesWhenToldTo() {
        var world = SimulatedWorld(SimulatorSettings())
        world.perform(.show(session: "a", .socket(.unpaired)), at: .zero)
        let first = Self.code(&world, at: 1)
        world.perform(.rotate(session: "a"), at: .seconds(1))
        #expect(Self.code(&world, at: 1) != first)
    }

    @Test func aFrozenCodeStaysStale() {
        var world = SimulatedWorld(SimulatorSettings())
        world.perform(.show(session: "a", .socket(.unpaired)), at: .zero)
        world.perform(.freeze(session: "a"), at: .seconds(70))
        #expect(Self.code(&world, at: 70) == Self.code(&world, at: 700))
    }

    @Test func aNewRoundHasNewCodes() {
        var world = SimulatedWorld(SimulatorSettings())
        world.perform(.show(session: "a", .socket(.unpaired)), at: .zero)
        let first = Self.code(&world, at: 0)
        world.perform(.show(session: "a", .socket(.unpaired)), at: .seconds(5))
        #expect(Self.code(&world, at: 5) != first)
    }

    @Test func aScanClearsTheCodeOfWWebJS() {
        var world = SimulatedWorld(SimulatorSettings())
        world.perform(.show(session: "a", .socket(.unpaired)), at: .zero)
        world.perform(.scan(session: "a"), at: .seconds(1))
        #expect(Self.code(&world, at: 2) == Self.notReady)
        #expect(Self.ask(&world, "/session/status/a", at: .seconds(3)).0.contains("PAIRING"))
        #expect(Self.ask(&world, "/session/status/a", at: .seconds(4)).0.contains("CONNECTED"))
    }

    @Test(arguments: SimulatedKind.allCases) func theAccountIsThatOfThePhoneThatScannedLast(kind: SimulatedKind) {
        var world = SimulatedWorld(SimulatorSettings(kind: kind, sessions: ["a"]))
        func account(at seconds: Int) -> String { Self.ask(&world, "/client/getClassInfo/a", at: .seconds(seconds)).0 }
        #expect(account(at: 0).contains(#""wid":{"server":"c.us","user":"12025550100""#))
        world.perform(.phone(session: "a", number: "12025550199"), at: .seconds(1))
        world.perform(.show(session: "a", .socket(.opening)), at: .seconds(1))
        #expect(account(at: 1) == #"{"success":false,"error":"session_not_connected"}"#)
        world.perform(.show(session: "a", .socket(.connected)), at: .seconds(2))
        #expect(account(at: 2).contains("12025550100"))
        world.perform(.show(session: "a", .socket(.unpaired)), at: .seconds(3))
        world.perform(.scan(session: "a"), at: .seconds(4))
        #expect(account(at: 8).contains("12025550199"))
        #expect(
            Self.ask(&world, "/client/getClassInfo/b", at: .seconds(9)).0
                == #"{"success":false,"error":"session_not_found"}"#)
    }

    @Test func aPairingCodeIsForASessionThatWaitsForAPhone() {
        var world = SimulatedWorld(SimulatorSettings(sessions: ["a"]))
        func pair(_ name: String) -> SimulatedAnswer {
            world.answer(
                SimulatedRequest(method: "POST", target: "/session/requestPairingCode/\(name)", key: "change-me"),
                at: .seconds(1))
        }
        #expect(pair("a").status == 500)
        world.perform(.show(session: "a", .socket(.unpaired)), at: .zero)
        let first = pair("a")
        let second = pair("a")
        #expect(first.status == 200 && second.status == 200 && first.body != second.body)
        #expect(String(decoding: first.body, as: UTF8.self) == #"{"success":true,"result":"ABCDEFGH"}"#)
        #expect(String(decoding: pair("b").body, as: UTF8.self).contains("session_not_found"))
        #expect(world.tally.pairingCodes == 4)
    }

    @Test(arguments: SimulatedKind.allCases) func aDeafSessionSaysConnectedAndAnswersNoQuestion(kind: SimulatedKind) {
        var world = SimulatedWorld(SimulatorSettings(kind: kind, sessions: ["a"]))
        func asked(at seconds: Int) -> SimulatedAnswer {
            world.answer(
                SimulatedRequest(method: "POST", target: "/client/isRegisteredUser/a", key: "change-me"),
                at: .seconds(seconds))
        }
        let before = asked(at: 1)
        #expect(before.status == 200 && before.delay == .zero)
        world.perform(.deafen(session: "a", true), at: .seconds(2))
        #expect(Self.ask(&world, "/session/status/a", at: .seconds(3)).0.contains("CONNECTED"))
        #expect(asked(at: 3).delay >= .seconds(180))
        // A new browser hears again.
        _ = Self.ask(&world, "/session/restart/a", at: .seconds(4))
        #expect(asked(at: 600).delay == .zero)
        #expect(world.tally.probes == 3)
    }

    @Test func theAncestorGoesOnShowingAScannedCode() {
        var world = SimulatedWorld(SimulatorSettings(kind: .whatsappAPI))
        world.perform(.show(session: "a", .socket(.unpaired)), at: .zero)
        let shown = Self.code(&world, at: 65)
        world.perform(.scan(session: "a"), at: .seconds(65))
        #expect(Self.code(&world, at: 500) == shown)
        #expect(Self.ask(&world, "/session/status/a", at: .seconds(500)).0.contains("CONNECTED"))
    }

    @Test func aScanOfAConnectedSessionDoesNothing() {
        var world = SimulatedWorld(SimulatorSettings(sessions: ["a"]))
        world.perform(.scan(session: "a"), at: .zero)
        #expect(Self.ask(&world, "/session/status/a", at: .zero).0.contains("CONNECTED"))
    }

    @Test func aSessionIsUnknownUntilItsStartAnswers() {
        var world = SimulatedWorld(SimulatorSettings(bootTime: .seconds(10)))
        #expect(Self.ask(&world, "/session/start/a", at: .zero).1 == .seconds(10))
        #expect(Self.ask(&world, "/session/status/a", at: .seconds(9)).0.contains("session_not_found"))
        #expect(world.names(at: .seconds(9)) == [])
        #expect(Self.ask(&world, "/session/status/a", at: .seconds(10)).0.contains("UNPAIRED"))
        #expect(world.names(at: .seconds(10)) == ["a"])
    }

    @Test func theAncestorStartsWithoutWaiting() {
        var world = SimulatedWorld(SimulatorSettings(kind: .whatsappAPI, bootTime: .seconds(10)))
        #expect(Self.ask(&world, "/session/start/a", at: .zero).1 == .zero)
        #expect(Self.ask(&world, "/session/status/a", at: .seconds(9)).0.contains("OPENING"))
        #expect(Self.ask(&world, "/session/status/a", at: .seconds(10)).0.contains("UNPAIRED"))
    }

    @Test func aSecondStartDuringAStartIsTakenAndCounted() {
        var world = SimulatedWorld(SimulatorSettings())
        let first = Self.ask(&world, "/session/start/a", at: .zero).0
        #expect(Self.ask(&world, "/session/start/a", at: .seconds(1)).0 == first)
        #expect(world.tally.starts == 2)
        #expect(world.tally.overlappingStarts == 1)
    }

    @Test func aLinkedSessionComesBackConnected() {
        var world = SimulatedWorld(SimulatorSettings(sessions: ["a"], bootTime: .seconds(10)))
        world.perform(.stop(session: "a"), at: .zero)
        _ = Self.ask(&world, "/session/start/a", at: .zero)
        #expect(Self.ask(&world, "/session/status/a", at: .seconds(10)).0.contains("CONNECTED"))
    }

    @Test func wwebjsRestoresItsSessionsOneByOne() {
        var world = SimulatedWorld(SimulatorSettings(sessions: ["a", "b", "c"], bootTime: .seconds(10)))
        world.perform(.stop(session: "b"), at: .zero)
        world.restore(at: .seconds(100))
        #expect(world.names(at: .seconds(109)) == [])
        #expect(world.names(at: .seconds(110)) == ["a"])
        #expect(world.names(at: .seconds(119)) == ["a"])
        #expect(world.names(at: .seconds(120)) == ["a", "c"])
    }

    @Test func theAncestorRestoresAllAtOnce() {
        var world = SimulatedWorld(SimulatorSettings(kind: .whatsappAPI, sessions: ["a", "b"], bootTime: .seconds(10)))
        world.restore(at: .zero)
        for name in ["a", "b"] {
            #expect(Self.ask(&world, "/session/status/\(name)", at: .seconds(9)).0.contains("OPENING"))
            #expect(Self.ask(&world, "/session/status/\(name)", at: .seconds(10)).0.contains("CONNECTED"))
        }
    }

    @Test func aHangDelaysOnlyTheStatusOfThatSession() {
        var world = SimulatedWorld(SimulatorSettings(sessions: ["a", "b"]))
        world.perform(.hang(session: "a", .seconds(30)), at: .zero)
        world.perform(.latency(.milliseconds(5)), at: .zero)
        #expect(Self.ask(&world, "/session/status/a", at: .zero).1 == .milliseconds(30_005))
        #expect(Self.ask(&world, "/session/status/b", at: .zero).1 == .milliseconds(5))
        #expect(Self.ask(&world, "/ping", at: .zero).1 == .milliseconds(5))
    }

    @Test func aStarMeansEverySession() {
        var world = SimulatedWorld(SimulatorSettings(sessions: ["a", "b"]))
        world.perform(.show(session: "*", .tabClosed), at: .zero)
        for name in ["a", "b"] {
            #expect(Self.ask(&world, "/session/status/\(name)", at: .zero).0.contains("browser tab closed"))
        }
    }

    @Test func aChangedKeyRefusesTheOldOneAndNoneTakesAny() {
        var world = SimulatedWorld(SimulatorSettings(sessions: ["a"]))
        world.perform(.key("another"), at: .zero)
        #expect(Self.ask(&world, "/session/status/a", at: .zero).0.contains("Invalid API key"))
        #expect(world.tally.refused == 1)
        world.perform(.key(nil), at: .zero)
        #expect(Self.ask(&world, "/session/status/a", at: .zero).0.contains("CONNECTED"))
    }

    @Test(arguments: zip(ProxyPretence.allCases, [404, 200, 502]))
    func aProxyAnswersForEveryPath(_ pretence: ProxyPretence, _ status: Int) {
        var world = SimulatedWorld(SimulatorSettings(sessions: ["a"]))
        world.perform(.proxy(pretence), at: .zero)
        for target in ["/ping", "/session/status/a"] {
            let answer = world.answer(SimulatedRequest(target: target, key: "change-me"), at: .zero)
            #expect(answer.status == status)
            #expect(!String(decoding: answer.body, as: UTF8.self).contains("success"))
        }
        world.perform(.proxy(nil), at: .zero)
        #expect(Self.ask(&world, "/ping", at: .zero).0.contains("pong"))
    }

    @Test(arguments: ["/session/getSessions", "/session/stop/a", "/session/requestPairingCode/a"])
    func theAncestorLacksWhatCameLater(_ target: String) {
        var world = SimulatedWorld(SimulatorSettings(kind: .whatsappAPI, sessions: ["a"]))
        #expect(Self.ask(&world, target, at: .zero).0.contains("Cannot GET \(target)"))
    }

    @Test(arguments: [
        ("/session/status", "POST"), ("/session/terminate/a", "GET"), ("/session/status/a", "POST"), ("/", "GET"),
        ("/session/status/a/b", "GET"),
    ])
    func anUnknownRouteGetsThePageOfTheFramework(_ target: String, _ method: String) {
        var world = SimulatedWorld(SimulatorSettings(sessions: ["a"]))
        let answer = world.answer(SimulatedRequest(method: method, target: target, key: "change-me"), at: .zero)
        #expect(answer.status == 404)
        #expect(String(decoding: answer.body, as: UTF8.self).contains("Cannot \(method) \(target)"))
    }

    @Test func aPathIsEscapedInThePage() {
        var world = SimulatedWorld(SimulatorSettings())
        let answer = world.answer(SimulatedRequest(target: "/<script>'\"&?x=1"), at: .zero)
        #expect(
            String(decoding: answer.body, as: UTF8.self).contains(
                "<pre>Cannot GET /&lt;script&gt;&#39;&quot;&amp;</pre>"))
    }

    @Test func codesAreShapedLikeTheRealOnesAndFollowTheSeed() throws {
        func first(seed: UInt64) throws -> String {
            var world = SimulatedWorld(SimulatorSettings(seed: seed))
            world.perform(.show(session: "a", .socket(.unpaired)), at: .zero)
            let answer = world.answer(SimulatedRequest(target: "/session/qr/a", key: "change-me"), at: .zero)
            return String(try #require(ReplayTests.payload(answer.body)))
        }
        let payload = try first(seed: 1)
        #expect(payload.wholeMatch(of: /2@[A-Za-z0-9+\/]+(,[A-Za-z0-9+\/]{43}=){3},1/) != nil)
        #expect((180...240).contains(payload.utf8.count))
        #expect(try first(seed: 1) == payload)
        #expect(try first(seed: 2) != payload)
    }
}
