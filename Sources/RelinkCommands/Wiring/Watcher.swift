// SPDX-License-Identifier: Apache-2.0

import ConfigurationFile
import Foundation
import HTTPTransfer
import OutboxStore
import RelinkModel
import StatusServer
import UnixSignals
import WatchEngine

/// A watcher that runs: the engine, the server for operators, the control socket, and the signals that end them.
struct Watcher {
    private let engine: WatchEngine
    private let store: SQLiteStore
    private let servers: [StatusServer]
    private let log: any EventLog

    /// Puts a watcher together; nothing is asked or sent yet.
    ///
    /// Throws a ``Failure`` when the store, a template or the server's settings stand in the way.
    init(_ wiring: Wiring, log: any EventLog) throws {
        let configuration = wiring.configuration
        umask(0o077)
        let time = SystemTimeSource()
        let vault = QRVault(time: time)
        let polls = TransferClient(name: "relink-polls", maxConnections: 1024, userAgent: Wiring.userAgent)
        let deliveries = TransferClient(name: "relink-send", maxConnections: 64, userAgent: Wiring.userAgent)
        let channels = try wiring.channels(liveQR: vault, client: deliveries)
        let gateways = try wiring.gateways(client: polls)
        store = try Self.open(configuration.store.path)
        engine = WatchEngine(
            gateways: gateways, channels: channels, store: store, log: log, vault: vault, time: time,
            keep: configuration.store.keep)
        servers = try Self.servers(configuration, engine: engine, time: time)
        self.log = log
    }

    /// Watches until a signal ends it. What is under way is finished first, for 10 s at most; a second signal does not
    /// wait.
    func run() async throws {
        let failure = await withTaskGroup(of: Failure?.self) { group in
            for server in servers {
                group.addTask {
                    do throws(StatusServerError) {
                        try await server.run()
                        return nil
                    } catch {
                        engine.shutDown()
                        return Failure(words: "\(error)", status: ExitStatus.unavailable)
                    }
                }
            }
            group.addTask {
                await endBySignal()
                return nil
            }
            let failure = await watch()
            group.cancelAll()
            var first = failure
            for await failure in group where first == nil { first = failure }
            return first
        }
        await store.close()
        if let failure { throw failure }
    }

    private func watch() async -> Failure? {
        do throws(StoreError) {
            try await engine.run()
            return nil
        } catch {
            return Failure(words: "\(error)", status: ExitStatus.of(error))
        }
    }

    private func endBySignal() async {
        var isEnding = false
        for await signal in await UnixSignalsSequence(trapping: .sigterm, .sigint) {
            if isEnding { _exit(1) }
            isEnding = true
            log.write(
                LogEntry(.info, "watcher.stopping", "\(signal): finishing what is under way; once more ends at once"))
            engine.shutDown()
        }
    }

    private static func open(_ path: String) throws -> SQLiteStore {
        do throws(StoreError) {
            return try SQLiteStore(path: path)
        } catch {
            throw Failure(words: "\(error)", status: ExitStatus.of(error))
        }
    }

    private static func servers(
        _ configuration: Configuration, engine: WatchEngine, time: SystemTimeSource
    ) throws -> [StatusServer] {
        let listen = configuration.server.listen
        let listeners: [StatusServer.Listener] = [
            .tcp(host: listen.host, port: listen.port), .unix(path: ControlSocket.path(configuration)),
        ]
        return try listeners.map { listener in
            let settings = StatusServerSettings(
                listener: listener, apiKey: configuration.server.apiKey,
                allowedHosts: configuration.server.allowedHosts,
                compatibleGateway: configuration.server.compatGateway ?? configuration.gateways.first?.plan.id ?? "",
                pushSecrets: Dictionary(
                    configuration.gateways.compactMap { gateway in
                        gateway.pushSecret.map { (gateway.plan.id, $0) }
                    }
                ) { first, _ in first },
                version: RelinkVersion.current)
            do {
                return try StatusServer(settings, operating: engine, now: { time.now.wall })
            } catch {
                throw Failure(words: "\(error)", status: ExitStatus.configuration)
            }
        }
    }
}
