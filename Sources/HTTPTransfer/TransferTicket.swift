// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// The one caller who waits for one request.
///
/// Cancelling can come before the request is submitted, while it waits in the inbox, while it runs and after it ended.
/// The ticket remembers it, so no order of these loses it.
final class TransferTicket: Sendable {
    typealias Continuation = CheckedContinuation<TransferOutcome, Never>

    private struct State {
        var isCancelled = false
        var continuation: Continuation?
    }

    private let state = Mutex(State())

    /// Whether the caller gave up.
    var isCancelled: Bool { state.withLock { $0.isCancelled } }

    /// Takes the continuation that `finish` will resume.
    func wait(_ continuation: Continuation) {
        state.withLock { $0.continuation = continuation }
    }

    /// Notes that the caller gave up. True when a continuation waits for the loop to notice.
    func cancel() -> Bool {
        state.withLock { state in
            state.isCancelled = true
            return state.continuation != nil
        }
    }

    /// Resumes the caller; only the first call does.
    func finish(_ outcome: TransferOutcome) {
        let continuation = state.withLock { state in
            defer { state.continuation = nil }
            return state.continuation
        }
        continuation?.resume(returning: outcome)
    }
}
