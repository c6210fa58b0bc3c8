// SPDX-License-Identifier: Apache-2.0

import ConfigurationFile
import Foundation
import HTTPTransfer
import RelinkModel
import StatusServer
import WatchEngine

/// The watcher as one configuration makes it: the engine, and the servers that answer for it. A reload makes the next.
struct Generation: Sendable {
    /// What it was made of.
    let wiring: Wiring
    private let engine: WatchEngine
    private let servers: [StatusServer]

    /// Puts it together on a store that is open; nothing is asked or sent yet.
    ///
    /// Throws a ``Failure`` when a template or the server's settings stand in the way.
    init(_ wiring: Wiring, store: any Store, log: any EventLog, reloading: any Reloading) throws {
        let time = SystemTimeSource()
        let vault = QRVault(time: time)
        let polls = TransferClient(name: "relink-polls", maxConnections: 1024, userAgent: Wiring.userAgent)
        let deliveries = TransferClient(name: "relink-send", maxConnections: 64, userAgent: Wiring.userAgent)
        let channels = try wiring.channels(liveQR: vault, client: deliveries)
        let gateways = try wiring.gateways(client: polls)
        self.wiring = wiring
        engine = WatchEngine(
            gateways: gateways, channels: channels, store: store, log: log, vault: vault, time: time,
            keep: wiring.configuration.store.keep, calendars: wiring.configuration.calendars,
            loopGuard: LoopGuard(
                [polls.watched("polls"), deliveries.watched("deliveries")], log: log, time: time),
            heart: wiring.heart)
        servers = try Self.servers(wiring.configuration, engine: engine, time: time, reloading: reloading)
    }

    /// Watches until it is told to end, or a server cannot be had. What is under way is finished first, for 10 s at most.
    func run() async -> Failure? {
        await withTaskGroup(of: Failure?.self) { group in
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
            if let notifier = ServiceNotifier(environment: ProcessInfo.processInfo.environment) {
                group.addTask {
                    await notifier.attend {
                        await !engine.gateways().isEmpty
                    } isAlive: {
                        await engine.health().isAlive
                    }
                    return nil
                }
            }
            var first = await watch()
            group.cancelAll()
            for await failure in group where first == nil { first = failure }
            return first
        }
    }

    /// Notes whether the configuration in the file is the one that runs, so that people are told.
    ///
    /// - Parameter rejection: why it is not; nil when it is.
    func note(_ rejection: ReloadReport?) { engine.noteConfiguration(rejection?.problems ?? []) }

    /// Ends ``run()``. May be called at any time, and again.
    func end() { engine.shutDown() }

    private func watch() async -> Failure? {
        do throws(StoreError) {
            try await engine.run()
            return nil
        } catch {
            return Failure(words: "\(error)", status: ExitStatus.of(error))
        }
    }

    private static func servers(
        _ configuration: Configuration, engine: WatchEngine, time: SystemTimeSource, reloading: any Reloading
    ) throws -> [StatusServer] {
        let listen = configuration.server.listen
        let listeners: [StatusServer.Listener] = [
            .tcp(host: listen.host, port: listen.port), .unix(path: ControlSocket.path(configuration)),
        ]
        return try listeners.map { listener in
            var settings = StatusServerSettings(
                listener: listener, apiKey: configuration.server.apiKey,
                allowedHosts: configuration.server.allowedHosts,
                compatibleGateway: configuration.server.compatGateway ?? configuration.gateways.first?.plan.id ?? "",
                pushSecrets: Dictionary(
                    configuration.gateways.compactMap { gateway in
                        gateway.pushSecret.map { (gateway.plan.id, $0) }
                    }
                ) { first, _ in first },
                version: RelinkVersion.current)
            settings.reloading = reloading
            do {
                return try StatusServer(settings, operating: engine, now: { time.now.wall })
            } catch {
                throw Failure(words: "\(error)", status: ExitStatus.configuration)
            }
        }
    }
}

extension TransferClient {
    /// Its thread, for whoever looks after it.
    fileprivate func watched(_ what: String) -> WatchedLoop {
        WatchedLoop("thread of \(what)") {
            self.turns
        } knock: {
            self.knock()
        }
    }
}
