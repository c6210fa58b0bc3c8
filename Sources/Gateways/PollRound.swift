// SPDX-License-Identifier: Apache-2.0

import HTTPTransfer
import RelinkModel

/// The status requests of one call to `poll`, from their start until each session is delivered.
///
/// Sessions whose key is refused go round again with the next key; the others are delivered meanwhile.
struct PollRound: Sendable {
    /// The URL up to the session's name.
    let base: String
    let limits: TransferLimits
    let keys: KeyRing
    let transfer: TransferClient
    /// Reads a reply, on the client's thread.
    let interpret: @Sendable (GatewayReply) -> PollAnswer
    /// Gets each session once, on the client's thread.
    let deliver: @Sendable ([PolledSession]) -> Void
    private let start = ContinuousClock.now

    init(
        base: String, limits: TransferLimits, keys: KeyRing, transfer: TransferClient,
        interpret: @escaping @Sendable (GatewayReply) -> PollAnswer,
        deliver: @escaping @Sendable ([PolledSession]) -> Void
    ) {
        self.base = base
        self.limits = limits
        self.keys = keys
        self.transfer = transfer
        self.interpret = interpret
        self.deliver = deliver
    }

    /// Sends the requests, beginning with the key that was taken last.
    func ask(_ sessions: [String]) {
        ask(sessions, place: keys.first, left: keys.count - 1)
    }

    private func ask(_ sessions: [String], place: Int, left: Int) {
        let feed = transfer.feed(
            decode: { [self] tag, outcome in
                PolledSession(session: sessions[tag], answer: answer(outcome), took: ContinuousClock.now - start)
            },
            deliver: { [self] in sort($0, place: place, left: left) })
        let headers = keys.headers(at: place)
        feed.submit(
            sessions.enumerated().map { tag, session in
                let url = base + SessionNameRule.pathSegment(session)
                return TaggedRequest(tag: tag, request: HTTPRequest(url: url, headers: headers, limits: limits))
            })
    }

    private func answer(_ outcome: TransferOutcome) -> PollAnswer {
        switch GatewayReply.result(of: outcome, limits: limits) {
        case .success(let reply): interpret(reply)
        case .failure(let failure): failure.poll
        }
    }

    private func sort(_ batch: [PolledSession], place: Int, left: Int) {
        if batch.contains(where: \.isObserved) { keys.accept(place) }
        guard left > 0, batch.contains(where: \.isRefused) else { return deliver(batch) }
        let answered = batch.filter { !$0.isRefused }
        if !answered.isEmpty { deliver(answered) }
        ask(batch.filter(\.isRefused).map(\.session), place: keys.next(after: place), left: left - 1)
    }
}

extension PolledSession {
    fileprivate var isObserved: Bool {
        if case .observed = answer { true } else { false }
    }

    fileprivate var isRefused: Bool {
        if case .unauthorized = answer { true } else { false }
    }
}
