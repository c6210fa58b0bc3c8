// SPDX-License-Identifier: Apache-2.0

import GatewaySimulator
import Testing

/// The simulator against what the real gateways were recorded to answer.
struct ReplayTests {
    /// What has to happen before a recorded request finds the state that it was recorded in.
    enum Step: Sendable {
        case perform(SimulatorCommand)
        case ask(String)
        case wait(Duration)
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let gateway: String
        let name: String
        let steps: [Step]
        var testDescription: String { "\(gateway) \(name)" }
    }

    static func show(_ page: SimulatedPage, _ session: String = "sales") -> Step {
        .perform(.show(session: session, page))
    }

    static let ofBoth: [(String, [Step])] = [
        ("ping", []), ("status-wrong-key", []), ("status-no-key", []), ("status-bad-id", []),
        ("status-not-found", []), ("qr-not-found", []), ("restart-not-found", []), ("wrong-path", []),
        ("start-ok", []), ("status-while-starting", [.ask("/session/start/sales"), .wait(.seconds(1))]),
        ("status-scan-qr", [.ask("/session/start/sales"), .wait(.seconds(10))]),
        ("start-already", [show(.socket(.unpaired))]),
        ("status-pairing", [show(.socket(.unpaired)), .perform(.scan(session: "sales"))]),
        ("status-connected", [show(.socket(.unpaired)), .perform(.scan(session: "sales")), .wait(.seconds(3))]),
        ("status-opening", [show(.socket(.opening))]), ("status-timeout", [show(.socket(.timeout))]),
        ("status-conflict", [show(.socket(.conflict))]), ("status-unlaunched", [show(.socket(.unlaunched))]),
        ("status-proxyblock", [show(.socket(.proxyBlock))]), ("status-tos-block", [show(.socket(.tosBlock))]),
        ("status-smb-tos-block", [show(.socket(.smbTosBlock))]),
        ("status-deprecated-version", [show(.socket(.deprecatedVersion))]),
        ("status-unpaired-idle", [show(.socket(.unpairedIdle))]), ("status-null", [show(.socket(nil))]),
        ("status-slow-page", [show(.socket(.connected)), .perform(.hang(session: "sales", .seconds(4)))]),
        ("status-page-throws", [show(.throwing)]), ("start-second", []),
        ("status-tab-closed", [show(.tabClosed, "tab")]), ("start-after-tab-closed", [show(.tabClosed, "tab")]),
        ("restart-ok", [show(.socket(.connected), "tab"), show(.tabClosed, "tab")]),
        (
            "status-after-restart",
            [
                show(.socket(.connected), "tab"), show(.tabClosed, "tab"), .ask("/session/restart/tab"),
                .wait(.seconds(10)),
            ]
        ),
        ("start-fails", [.perform(.failStarts(session: "bad", .browser))]),
        ("start-auth-timeout", [.perform(.failStarts(session: "raw", .authTimeout))]),
        ("restart-lies", [show(.socket(.connected), "tab"), .perform(.failStarts(session: "tab", .browser))]),
        (
            "status-after-lying-restart",
            [
                show(.socket(.connected), "tab"), .perform(.failStarts(session: "tab", .browser)),
                .ask("/session/restart/tab"), .wait(.seconds(10)),
            ]
        ),
    ]

    static let ofWWebJS: [(String, [Step])] = [
        ("list-empty", []), ("list-one", [show(.socket(.connected))]),
        ("qr-when-connected", [show(.socket(.connected))]),
        ("start-for-code", []), ("pairing-code", [show(.socket(.unpaired), "code")]),
        ("stop-ok", [show(.socket(.unpaired), "code")]),
        ("status-after-stop", [show(.socket(.unpaired), "code"), .ask("/session/stop/code")]),
    ]

    static let cases =
        (ofBoth + ofWWebJS).map { Case(gateway: "wwebjs-api", name: $0.0, steps: $0.1) }
        + ofBoth.map { Case(gateway: "whatsapp-api", name: $0.0, steps: $0.1) }

    @Test(arguments: cases)
    func answersAsTheRealGatewayDid(_ replayed: Case) throws {
        let recording = try Recording(replayed.gateway, replayed.name)
        let kind: SimulatedKind = replayed.gateway == "wwebjs-api" ? .wwebjs : .whatsappAPI
        var world = SimulatedWorld(SimulatorSettings(kind: kind))
        var now = Duration.seconds(1000)
        for step in replayed.steps {
            switch step {
            case .perform(let command): world.perform(command, at: now)
            case .ask(let target): _ = world.answer(SimulatedRequest(target: target, key: "change-me"), at: now)
            case .wait(let duration): now += duration
            }
        }
        let answer = world.answer(
            SimulatedRequest(method: recording.method, target: recording.target, key: recording.key), at: now)
        #expect(answer.status == recording.status)
        #expect(answer.contentType == recording.contentType)
        #expect(String(decoding: answer.body, as: UTF8.self) == recording.body)
    }

    /// The recorded payloads are not ours, so they are put in place of ours before the bytes are compared.
    @Test(arguments: ["qr-ok", "qr-rotated"], ["wwebjs-api", "whatsapp-api"])
    func wrapsACodeAsTheRealGatewayDid(_ name: String, _ gateway: String) throws {
        let recording = try Recording(gateway, name)
        var world = SimulatedWorld(SimulatorSettings(kind: gateway == "wwebjs-api" ? .wwebjs : .whatsappAPI))
        world.perform(.show(session: "sales", .socket(.unpaired)), at: .zero)
        let answer = world.answer(SimulatedRequest(target: recording.target, key: recording.key), at: .zero)
        let ours = try #require(Self.payload(answer.body))
        let theirs = try #require(Self.payload(Array(recording.body.utf8)))
        #expect(ours != theirs)
        #expect(String(decoding: answer.body, as: UTF8.self).replacing(ours, with: theirs) == recording.body)
        #expect(answer.status == recording.status)
        #expect(answer.contentType == recording.contentType)
    }

    static func payload(_ body: [UInt8]) -> Substring? {
        let text = String(decoding: body, as: UTF8.self)
        return text.split(separator: "\"").first { $0.hasPrefix("2@") }.map { Substring(String($0)) }
    }

    @Test(arguments: cases.filter { $0.steps.isEmpty && !$0.name.hasPrefix("start") })
    func theSameBytesGoOverTheWire(_ replayed: Case) async throws {
        let recording = try Recording(replayed.gateway, replayed.name)
        let kind: SimulatedKind = replayed.gateway == "wwebjs-api" ? .wwebjs : .whatsappAPI
        let simulator = GatewaySimulator(SimulatorSettings(kind: kind))
        let client = LoopbackClient(port: try await simulator.start())
        let answer = await client.send(recording.method, recording.target, key: recording.key)
        #expect(answer?.status == recording.status)
        #expect(answer?.headers["content-type"] == recording.contentType)
        #expect(answer?.body == recording.body)
        await simulator.stop()
    }
}
