// SPDX-License-Identifier: Apache-2.0

package import RelinkModel
import Synchronization

/// A gateway that answers what the test told it to, and at once; every session is connected until told otherwise.
package final class ScriptedGateway: SessionGateway {
    /// What it was asked.
    package enum Request: Hashable, Sendable {
        case ping
        case list
        case poll([String])
        case qr(String)
        case account(String)
        case pairingCode(String, phone: String)
        case probe(String)
        case start(String)
        case restart(String)
    }

    private struct Held {
        let sessions: [String]
        let deliver: @Sendable ([PolledSession]) -> Void
    }

    private struct State {
        var ping = PingAnswer.alive(startedAt: nil)
        var list = ListAnswer.unsupported
        var polls: [String: PollAnswer] = [:]
        var codes: [String: QRAnswer] = [:]
        var accounts: [String: AccountAnswer] = [:]
        var pairing = PairingAnswer.unsupported
        var probe = ProbeAnswer.alive
        var start = StartAnswer.accepted
        var isHolding = false
        var held: [Held] = []
    }

    package let id: GatewayID
    package let kind: GatewayKind
    /// Everything it was asked, in order.
    package let requests = Recording<Request>()

    private let state = Mutex(State())

    /// A gateway whose every session is connected.
    package init(id: GatewayID = "main", kind: GatewayKind = .wwebjs) {
        self.id = id
        self.kind = kind
    }

    /// Sets the answer to pings.
    package func answerPings(_ answer: PingAnswer) { state.withLock { $0.ping = answer } }

    /// Sets the answer to requests for the list.
    package func answerLists(_ answer: ListAnswer) { state.withLock { $0.list = answer } }

    /// Sets what a session shows from now on.
    package func show(_ condition: SessionCondition, of session: String) {
        answerPolls(of: session, .observed(condition, GatewayWords(success: true, state: condition.state.rawValue)))
    }

    /// Sets the answer to polls of a session.
    package func answerPolls(of session: String, _ answer: PollAnswer) { state.withLock { $0.polls[session] = answer } }

    /// Sets the answer to looks at a session's code.
    package func answerQR(of session: String, _ answer: QRAnswer) { state.withLock { $0.codes[session] = answer } }

    /// Sets the answer to questions for the account of a session.
    package func answerAccount(of session: String, _ answer: AccountAnswer) {
        state.withLock { $0.accounts[session] = answer }
    }

    /// Sets the answer to probes.
    package func answerProbes(_ answer: ProbeAnswer) { state.withLock { $0.probe = answer } }

    /// Sets the answer to requests for pairing codes.
    package func answerPairing(_ answer: PairingAnswer) { state.withLock { $0.pairing = answer } }

    /// Sets the answer to starts and restarts.
    package func answerStarts(_ answer: StartAnswer) { state.withLock { $0.start = answer } }

    /// Leaves polls unanswered from now on.
    package func holdPolls() { state.withLock { $0.isHolding = true } }

    /// Answers the polls that were left unanswered, in one batch for each request, and those that follow.
    package func releasePolls() {
        let held = state.withLock { state in
            state.isHolding = false
            defer { state.held = [] }
            return state.held
        }
        for held in held { held.deliver(answers(held.sessions)) }
    }

    /// How often a session was polled.
    package func pollCount(of session: String) -> Int {
        requests.elements.count { if case .poll(let sessions) = $0 { sessions.contains(session) } else { false } }
    }

    package func accepts(sessionName: String) -> Bool { !sessionName.isEmpty }

    package func ping() async -> PingAnswer {
        requests.append(.ping)
        return state.withLock { $0.ping }
    }

    package func list() async -> ListAnswer {
        requests.append(.list)
        return state.withLock { $0.list }
    }

    package func poll(_ sessions: [String], deliver: @escaping @Sendable ([PolledSession]) -> Void) {
        requests.append(.poll(sessions))
        let isHeld = state.withLock { state in
            if state.isHolding { state.held.append(Held(sessions: sessions, deliver: deliver)) }
            return state.isHolding
        }
        if !isHeld { deliver(answers(sessions)) }
    }

    package func qr(_ session: String) async -> QRAnswer {
        requests.append(.qr(session))
        return state.withLock { $0.codes[session] ?? .none }
    }

    package func account(_ session: String) async -> AccountAnswer {
        requests.append(.account(session))
        return state.withLock { $0.accounts[session] ?? .none }
    }

    package func probe(_ session: String) async -> ProbeAnswer {
        requests.append(.probe(session))
        return state.withLock { $0.probe }
    }

    package func pairingCode(_ session: String, for phone: String) async -> PairingAnswer {
        requests.append(.pairingCode(session, phone: phone))
        return state.withLock { $0.pairing }
    }

    package func start(_ session: String) async -> StartAnswer {
        requests.append(.start(session))
        return state.withLock { $0.start }
    }

    package func restart(_ session: String) async -> StartAnswer {
        requests.append(.restart(session))
        return state.withLock { $0.start }
    }

    /// The body is the session's name.
    package func hints(inPush body: [UInt8]) -> [PushHint] {
        [PushHint(session: String(decoding: body, as: UTF8.self))]
    }

    private func answers(_ sessions: [String]) -> [PolledSession] {
        let polls = state.withLock { $0.polls }
        return sessions.map { session in
            let connected = PollAnswer.observed(.connected, GatewayWords(success: true, state: "CONNECTED"))
            return PolledSession(session: session, answer: polls[session] ?? connected, took: .milliseconds(3))
        }
    }
}
