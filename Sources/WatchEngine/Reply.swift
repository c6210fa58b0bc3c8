// SPDX-License-Identifier: Apache-2.0

import RelinkModel
private import Synchronization

/// One answer that one caller waits for, at most for a while.
final class Reply<Value: Sendable>: Sendable {
    private enum State {
        case open
        case awaited(CheckedContinuation<Value?, Never>)
        case given(Value?)
    }

    private let state = Mutex(State.open)

    /// Whether nothing was given yet.
    var isOpen: Bool {
        state.withLock { if case .given = $0 { false } else { true } }
    }

    /// Gives the answer; the first one counts. Nil means that there will be none.
    func give(_ value: Value?) {
        let waiting = state.withLock { state -> CheckedContinuation<Value?, Never>? in
            switch state {
            case .given: return nil
            case .open:
                state = .given(value)
                return nil
            case .awaited(let continuation):
                state = .given(value)
                return continuation
            }
        }
        waiting?.resume(returning: value)
    }

    /// The answer; nil when the limit passed, or the caller was cancelled, before it came.
    func value(within limit: Duration, by time: any TimeSource) async -> Value? {
        let deadline = time.now.boot + limit
        return await withDiscardingTaskGroup { group in
            group.addTask {
                await time.sleep(until: deadline)
                self.give(nil)
            }
            let value = await self.awaited()
            group.cancelAll()
            return value
        }
    }

    private func awaited() async -> Value? {
        await withCheckedContinuation { continuation in
            let given = state.withLock { state -> Value?? in
                if case .given(let value) = state { return .some(value) }
                state = .awaited(continuation)
                return nil
            }
            if let given { continuation.resume(returning: given) }
        }
    }
}
