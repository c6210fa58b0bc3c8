// SPDX-License-Identifier: Apache-2.0

import Foundation
import Glibc
import Synchronization

/// Takes webhooks on 127.0.0.1 and notes when each was there whole.
///
/// A thread per kept connection: Relink opens at most 16 to one webhook. Every request is answered 204.
final class Receiver: Sendable {
    /// A webhook that was taken.
    struct Arrival: Sendable {
        /// When its last byte was read, right before it was accepted.
        let at: ContinuousClock.Instant
        /// The header `webhook-id`.
        let id: String
        let body: [UInt8]
    }

    private struct State {
        var arrivals: [Arrival] = []
        var listener: Int32?
        var connections: Set<Int32> = []
    }

    let port: Int
    private let state = Mutex(State())

    /// Listens on any free port.
    init() throws(BenchError) {
        let listener = try LoopbackSocket.listen(port: 0)
        port = LoopbackSocket.port(of: listener)
        accept(from: listener)
    }

    /// Listens again after ``close()``.
    func open() throws(BenchError) {
        accept(from: try LoopbackSocket.listen(port: port))
    }

    /// Cuts the listener and all connections.
    func close() {
        state.withLock { state in
            for socket in state.connections { shutdown(socket, Int32(SHUT_RDWR)) }
            // Wakes the thread in `accept`, which closes the socket: closed here, its number could be another's by then.
            if let listener = state.listener { shutdown(listener, Int32(SHUT_RDWR)) }
            state.listener = nil
        }
    }

    /// How many came since the last ``clear()``.
    var count: Int { state.withLock { $0.arrivals.count } }

    /// All that came since the last ``clear()``, in their order.
    var arrivals: [Arrival] { state.withLock { $0.arrivals } }

    /// Forgets what came.
    func clear() { state.withLock { $0.arrivals.removeAll(keepingCapacity: true) } }

    /// Waits until that many came; returns whether they did.
    func waitFor(_ count: Int, until deadline: ContinuousClock.Instant) async -> Bool {
        while self.count < count {
            guard ContinuousClock.now < deadline else { return false }
            try? await Task.sleep(for: .milliseconds(10))
        }
        return true
    }

    private func accept(from listener: Int32) {
        state.withLock { $0.listener = listener }
        Thread.detachNewThread { [self] in
            while true {
                let socket = Glibc.accept(listener, nil, nil)
                guard socket >= 0 else { break }
                state.withLock { state in
                    state.connections.insert(socket)
                    // A connection that came while the listener was being cut.
                    if state.listener != listener { shutdown(socket, Int32(SHUT_RDWR)) }
                }
                Thread.detachNewThread { [self] in serve(socket) }
            }
            Glibc.close(listener)
        }
    }

    private func serve(_ socket: Int32) {
        var reader = WebhookReader(socket: socket)
        let answer = Array("HTTP/1.1 204 No Content\r\n\r\n".utf8)
        while let (id, body) = reader.next() {
            let arrival = Arrival(at: .now, id: id, body: body)
            state.withLock { $0.arrivals.append(arrival) }
            guard send(socket, answer, answer.count, Int32(MSG_NOSIGNAL)) == answer.count else { break }
        }
        _ = state.withLock { $0.connections.remove(socket) }
        Glibc.close(socket)
    }
}
