// SPDX-License-Identifier: Apache-2.0

import ConfigurationFile
import Foundation
import HTTPTransfer
import RelinkModel
import StatusServer
import WatchEngine

/// The watcher as one configuration makes it: the engine, and who answers for it. A reload makes the next.
struct Generation: Sendable {
    /// Wishes under way have that long to be answered before it gives way; most take as long as a commit.
    private static let courtesy: Duration = .seconds(2)

    /// What it was made of.
    let wiring: Wiring
    /// Who answers for it.
    let responder: OperatorResponder
    private let engine: WatchEngine
    /// Its stream ends once it is to give way.
    private let leaving = AsyncStream.makeStream(of: Never.self)

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
        responder = try Self.responder(wiring.configuration, engine: engine, time: time, reloading: reloading)
    }

    /// Watches until it is told to end. What is under way is finished first, for 10 s at most.
    ///
    /// - Parameters:
    ///   - reception: is served from the moment at which everything is loaded until the end.
    ///   - onRunning: is called at that moment.
    func run(_ reception: Reception, onRunning: @Sendable () -> Void) async -> Failure? {
        await withDiscardingTaskGroup { group in
            let (loading, loaded) = AsyncStream.makeStream(of: Never.self)
            group.addTask {
                for await _ in loading {}
                for await _ in leaving.stream {}
                guard !Task.isCancelled else { return }
                await reception.hold(within: Self.courtesy)
                engine.shutDown()
            }
            if let notifier = ServiceNotifier(environment: ProcessInfo.processInfo.environment) {
                group.addTask {
                    await notifier.attend {
                        await !engine.gateways().isEmpty
                    } isAlive: {
                        await engine.health().isAlive
                    }
                }
            }
            let failure = await watch {
                reception.serve(responder, takesWishes: true)
                onRunning()
                loaded.finish()
            }
            reception.vacate()
            group.cancelAll()
            return failure
        }
    }

    /// Notes whether the configuration in the file is the one that runs, so that people are told.
    ///
    /// - Parameter rejection: why it is not; nil when it is.
    func note(_ rejection: ReloadReport?) { engine.noteConfiguration(rejection?.problems ?? []) }

    /// Ends ``run(_:onRunning:)`` for the next one, which is given the wishes that come meanwhile. May be called at any
    /// time, and again.
    func giveWay() { leaving.continuation.finish() }

    /// Ends ``run(_:onRunning:)`` for good. May be called at any time, and again.
    func end() { engine.shutDown() }

    private func watch(onRunning: @Sendable () -> Void) async -> Failure? {
        do throws(StoreError) {
            try await engine.run(onRunning: onRunning)
            return nil
        } catch {
            return Failure(words: "\(error)", status: ExitStatus.of(error))
        }
    }

    private static func responder(
        _ configuration: Configuration, engine: WatchEngine, time: SystemTimeSource, reloading: any Reloading
    ) throws -> OperatorResponder {
        var settings = StatusServerSettings(
            listener: configuration.networkListener, apiKey: configuration.server.apiKey,
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
            return try OperatorResponder(settings, operating: engine, now: { time.now.wall })
        } catch {
            throw Failure(words: "\(error)", status: ExitStatus.configuration)
        }
    }
}

extension Configuration {
    /// Where the network reaches the watcher.
    var networkListener: StatusServer.Listener { .tcp(host: server.listen.host, port: server.listen.port) }
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
