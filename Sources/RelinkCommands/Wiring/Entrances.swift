// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import StatusServer
import Synchronization

/// Where the watcher is asked: an address of the network and the control socket. Both go on listening while one generation
/// follows the other.
final class Entrances: Sendable {
    private struct State {
        var network: OpenServer?
        var control: OpenServer?
        /// The address of the configuration before, until the one after it is seen to run.
        var former: OpenServer?
    }

    /// Who answers there.
    let reception: Reception
    private let failed: @Sendable (StatusServerError) -> Void
    private let state = Mutex(State())

    /// Nobody listens yet.
    ///
    /// - Parameter failed: hears when one of them listens no more although it is to.
    init(_ reception: Reception, failed: @escaping @Sendable (StatusServerError) -> Void) {
        self.reception = reception
        self.failed = failed
    }

    /// Listens there; what listens there already goes on. A former address of the network stays until ``settle()``.
    ///
    /// Throws when one cannot be had. What listened before does so still.
    func open(network: StatusServer.Listener, control: StatusServer.Listener) async throws(StatusServerError) {
        if state.withLock({ $0.control == nil }) {
            let server = try await server(at: control)
            state.withLock { $0.control = server }
        }
        let (current, former) = state.withLock { ($0.network, $0.former) }
        if current?.listener == network { return }
        if let former, former.listener == network {
            state.withLock { ($0.network, $0.former) = (former, current) }
            return
        }
        let server = try await server(at: network, after: current)
        state.withLock { ($0.network, $0.former) = (server, $0.network) }
        await former?.close()
    }

    /// Listens no more where the configuration before had it; returns at once.
    func settle() {
        let former = state.withLock { state in
            defer { state.former = nil }
            return state.former
        }
        guard let former else { return }
        Task { await former.close() }
    }

    /// Listens nowhere, once what is under way is answered or cut.
    func close() async {
        reception.close()
        let servers = state.withLock { state in
            defer { state = State() }
            return [state.network, state.control, state.former].compactMap(\.self)
        }
        await withDiscardingTaskGroup { group in
            for server in servers { group.addTask { await server.close() } }
        }
    }

    /// Where both cannot be had at once, the current one goes first, and comes back if that was in vain.
    private func server(
        at listener: StatusServer.Listener, after current: OpenServer?
    ) async throws(StatusServerError) -> OpenServer {
        do throws(StatusServerError) {
            return try await server(at: listener)
        } catch {
            guard let current, current.listener.excludes(listener) else { throw error }
            state.withLock { $0.network = nil }
            await current.close()
            do throws(StatusServerError) {
                return try await server(at: listener)
            } catch {
                let again = try? await server(at: current.listener)
                state.withLock { $0.network = again }
                throw error
            }
        }
    }

    private func server(at listener: StatusServer.Listener) async throws(StatusServerError) -> OpenServer {
        try await OpenServer(StatusServer(listener, reception: reception), failed: failed)
    }
}

extension StatusServer.Listener {
    /// Whether nobody can listen there as well: one host may be all hosts, and has the port of the other then.
    fileprivate func excludes(_ other: StatusServer.Listener) -> Bool {
        guard case .tcp(_, let port) = self, case .tcp(_, let another) = other else { return false }
        return port == another
    }
}
