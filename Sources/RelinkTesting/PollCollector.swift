// SPDX-License-Identifier: Apache-2.0

package import RelinkModel
import Synchronization

/// Collects what polls deliver.
package final class PollCollector: Sendable {
    private struct State {
        var polled: [PolledSession] = []
        var wanted = 0
        var continuation: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())

    /// An empty collector.
    package init() {}

    /// Everything delivered so far.
    package var polled: [PolledSession] { state.withLock { $0.polled } }

    /// Polls the sessions and waits until as many answers more are there; gives those.
    package func poll(_ sessions: [String], at gateway: any SessionGateway) async -> [PolledSession] {
        let before = polled.count
        await withCheckedContinuation { continuation in
            state.withLock { state in
                state.wanted = before + sessions.count
                state.continuation = continuation
            }
            gateway.poll(sessions) { [self] in take($0) }
        }
        return Array(polled[before...])
    }

    private func take(_ batch: [PolledSession]) {
        let done = state.withLock { state -> CheckedContinuation<Void, Never>? in
            state.polled += batch
            guard state.polled.count >= state.wanted else { return nil }
            defer { state.continuation = nil }
            return state.continuation
        }
        done?.resume()
    }
}
