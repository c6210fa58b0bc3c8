// SPDX-License-Identifier: Apache-2.0

import Glibc
import HTTPServing
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import Synchronization

/// The HTTP server for operators, dashboards and scrapers, and, on a socket file, for our own commands.
///
/// It only listens, so that it can go on while those who answer change; ``OperatorResponder`` answers.
///
/// | path | answer |
/// | --- | --- |
/// | `/healthz` | 200 or 503, open to everyone |
/// | `/readyz` | 200 or 503, with what is wrong |
/// | `/metrics` | Prometheus text 0.0.4 |
/// | `/api/v1/sessions[/{gateway}/{session}]`, `/gateways`, `/history/{gateway}[/{session}]` | ours |
/// | `/api/whatsapp/ping`, `/api/whatsapp/session/{status,start,qr}/{session}` | the users' existing dashboards' |
/// | `/g/{gateway}/api/whatsapp/…` | the same for any gateway |
/// | `POST /hooks/{gateway}/{secret}` | 204; a push of a gateway, which only makes us poll |
/// | `/control/status`, `/control/qr/{gateway}/{session}`, `POST /control/start/…` | only on a socket file |
/// | `POST /control/reload[?dry_run=1]` | the same |
///
/// Names in paths are percent-encoded. HEAD goes wherever GET does.
package final class StatusServer: Sendable {
    /// Where it listens.
    package let listener: Listener
    private let limits: ServerLimits
    private let reception: Reception
    private let bound = Mutex<Int?>(nil)
    /// The control socket's inode once it is in its place, or why it is not.
    private let settled = Mutex<Result<ino_t, StatusServerError>?>(nil)

    /// A server that does not listen yet.
    ///
    /// - Parameters:
    ///   - reception: has its requests answered, and stays when those who answer change.
    ///   - limits: what a client may cost.
    package init(_ listener: Listener, reception: Reception, limits: ServerLimits = ServerLimits()) {
        self.listener = listener
        self.reception = reception
        self.limits = limits
    }

    /// The TCP port, once it is bound.
    package var port: Int? { bound.withLock { $0 } }

    /// Serves until the task is cancelled, and says when it listens. Throws when the address cannot be had.
    package func run(onListening: @escaping @Sendable () -> Void) async throws(StatusServerError) {
        switch listener {
        case .tcp(let host, let port):
            try await serve(.hostname(host, port: port)) { [self] channel in
                bound.withLock { $0 = channel.localAddress?.port }
                onListening()
            }
        case .unix(let path):
            try await serve(SocketFile(path: path), onListening: onListening)
        }
    }

    private func serve(
        _ file: SocketFile, onListening: @escaping @Sendable () -> Void
    ) async throws(StatusServerError) {
        defer {
            switch settled.withLock({ $0 }) {
            case .success(let inode): file.remove(inode)
            case .failure, nil: file.discard()
            }
        }
        try await serve(.unixDomainSocket(path: file.birthplace)) { [self] channel in
            let result = Result { () throws(StatusServerError) in try file.settle() }
            settled.withLock { $0 = result }
            guard case .success = result else {
                try? await channel.close()
                return
            }
            onListening()
        }
        if case .failure(let error) = settled.withLock({ $0 }) { throw error }
    }

    private func serve(
        _ address: BindAddress, onBound: @escaping @Sendable (any Channel) async -> Void
    ) async throws(StatusServerError) {
        let limits = limits
        let entrance = Entrance(
            reception: reception, isControl: listener.isControl, bodyLimit: limits.bodyBytes)
        // Nothing of a request is logged: paths hold names, headers the key.
        let silent = Logger(label: "server") { _ in SwiftLogNoOpLogHandler() }
        let run = ServerRun()
        let application = Application(
            responder: entrance,
            server: .http1(
                configuration: HTTP1Channel.Configuration(
                    additionalChannelHandlers: [ExchangeLimiter(limits: limits)],
                    idleTimeout: TimeAmount(limits.idle),
                    httpDecoderConfiguration: .init(
                        maxHeaderFieldSize: limits.headerBytes, maxHeaderListSize: limits.headerBytes,
                        maxHeaderFieldCount: 100))),
            configuration: ApplicationConfiguration(
                address: address,
                availableConnectionsDelegate: MaximumAvailableConnections(limits.connections, logger: silent)),
            onServerRunning: { channel in
                run.began(channel)
                await onBound(channel)
            }, logger: silent)
        do {
            try await run.serve(application, grace: .milliseconds(200))
        } catch {
            // A cancelled task is the way to stop it.
            guard !Task.isCancelled else { return }
            throw .cannotListen(address: listener.description, reason: String(describing: error))
        }
    }
}
