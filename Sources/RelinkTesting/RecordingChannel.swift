// SPDX-License-Identifier: Apache-2.0

package import RelinkModel
import Synchronization

/// A channel that notes what it is given, and answers what the test told it to.
package final class RecordingChannel: NotificationChannel {
    /// One attempt.
    package struct Attempt: Hashable, Sendable {
        package let request: FrozenRequest
        package let delivery: DeliveryID
        package let number: Int
        package let session: SessionKey?
        package let at: Timestamp
    }

    /// One edit of a sent message.
    package struct Edit: Hashable, Sendable {
        package let reference: RemoteReference
        package let alert: Alert
    }

    private struct State {
        var answer: @Sendable (Attempt) -> DeliveryOutcome
        var isHolding = false
        var held: [Int: CheckedContinuation<Void, Never>] = [:]
        var cancelled: Set<Int> = []
        var tickets = 0
        var prepared = 0
    }

    package let plan: ChannelPlan
    package let concurrency: Int
    /// The attempts begun, in order.
    package let attempts = Recording<Attempt>()
    /// The attempts that ended.
    package let ended = Recording<DeliveryID>()
    /// What was rendered, in order.
    package let prepared = Recording<Alert>()
    /// The edits, in order.
    package let edits = Recording<Edit>()

    private let state: Mutex<State>

    /// A channel that accepts everything, unless `answer` says otherwise.
    package init(
        _ plan: ChannelPlan, concurrency: Int = 4,
        answer: @escaping @Sendable (Attempt) -> DeliveryOutcome = { _ in .delivered(ref: nil) }
    ) {
        self.plan = plan
        self.concurrency = concurrency
        state = Mutex(State(answer: answer))
    }

    /// Sets the outcome of the attempts that end from now on.
    package func answer(_ answer: @escaping @Sendable (Attempt) -> DeliveryOutcome) {
        state.withLock { $0.answer = answer }
    }

    /// Lets no attempt end from now on, as a receiver that does not answer.
    package func hold() { state.withLock { $0.isHolding = true } }

    /// Lets the attempts end that wait, and all that follow.
    package func release() {
        let held = state.withLock { state in
            state.isHolding = false
            defer { state.held = [:] }
            return state.held
        }
        for continuation in held.values { continuation.resume() }
    }

    /// Each rendering differs from the one before, so that a request rendered twice is noticed.
    package func prepare(_ alert: Alert, plain: Bool) -> PreparedRequest {
        prepared.append(alert)
        let number = state.withLock { state in
            state.prepared += 1
            return state.prepared
        }
        let text =
            "\(alert.event.kind.rawValue) of \(alert.event.subject), rendering \(number)\(plain ? ", plain" : "")"
        return PreparedRequest(
            request: FrozenRequest(
                method: "POST", url: [.slot(.secret("url"))], headers: [], body: .text([.text(text)])))
    }

    package func send(
        _ request: FrozenRequest, delivery: DeliveryID, attempt: Int, session: SessionKey?, at now: Timestamp
    ) async -> AttemptReport {
        let attempt = Attempt(request: request, delivery: delivery, number: attempt, session: session, at: now)
        attempts.append(attempt)
        await waitWhileHeld()
        guard !Task.isCancelled else {
            return AttemptReport(
                outcome: .retry(after: nil, reason: "cut off"), isAmbiguous: true, words: "cut off", took: .zero)
        }
        let answer = state.withLock { $0.answer }
        defer { ended.append(delivery) }
        return AttemptReport(outcome: answer(attempt), status: 200, words: "as scripted", took: .milliseconds(5))
    }

    package func update(_ reference: RemoteReference, alert: Alert, at now: Timestamp) async -> AttemptReport {
        edits.append(Edit(reference: reference, alert: alert))
        return AttemptReport(outcome: .delivered(ref: reference), status: 200, words: "edited", took: .zero)
    }

    private func waitWhileHeld() async {
        let ticket = state.withLock { state in
            state.tickets += 1
            return state.tickets
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let mustWait = state.withLock { state in
                    guard state.isHolding, state.cancelled.remove(ticket) == nil else { return false }
                    state.held[ticket] = continuation
                    return true
                }
                if !mustWait { continuation.resume() }
            }
        } onCancel: {
            let continuation = state.withLock { state in
                state.cancelled.insert(ticket)
                return state.held.removeValue(forKey: ticket)
            }
            continuation?.resume()
        }
    }
}
