// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// A stream of requests whose answers are decoded on the client's thread and handed over in batches.
///
/// For polls: no task and no continuation per request, one hand-over per turn of the loop. Each submitted request comes
/// back exactly once, also when it fails or the client is shut down. There is no cancellation.
package final class TransferFeed<Value: Sendable>: TransferSink {
    /// Turns the outcome of one request into a value; calls never overlap.
    package typealias Decode = (_ tag: Int, _ outcome: TransferOutcome) -> Value

    private struct State {
        let decode: Decode
        var values: [Value] = []
    }

    private let loop: TransferLoop
    private let state: Mutex<State>
    private let deliver: @Sendable ([Value]) -> Void

    init(loop: TransferLoop, decode: sending @escaping Decode, deliver: @escaping @Sendable ([Value]) -> Void) {
        self.loop = loop
        self.deliver = deliver
        state = Mutex(State(decode: decode))
    }

    /// Sends a batch. Returns at once; requests beyond the client's slots wait their turn in order.
    package func submit(_ batch: [TaggedRequest]) {
        guard !batch.isEmpty else { return }
        guard !loop.push(.batch(batch, self)) else { return }
        for item in batch { _ = take(tag: item.tag, .failure(.shutDown)) }
        flush()
    }

    func take(tag: Int, _ outcome: TransferOutcome) -> Bool {
        state.withLock { state in
            state.values.append(state.decode(tag, outcome))
            return state.values.count == 1
        }
    }

    func flush() {
        let values = state.withLock { state in
            defer { state.values = [] }
            return state.values
        }
        if !values.isEmpty { deliver(values) }
    }
}
