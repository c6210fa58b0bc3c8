// SPDX-License-Identifier: Apache-2.0

import ConfigurationFile
import Foundation
import OutboxStore
import RelinkModel
import StatusServer
import UnixSignals
import WatchEngine

/// A watcher that runs: one generation after the other on one store, asked at the same places, and the signals that end or
/// reload them.
struct Watcher {
    /// Between two lines of the log about a configuration that was refused.
    private static let reminder: Duration = .hours(24)

    private let first: Wiring
    private let store: SQLiteStore
    private let log: any EventLog
    private let reloader: Reloader
    private let entrances: Entrances

    /// Puts a watcher together; nothing is asked or sent yet.
    ///
    /// - Parameters:
    ///   - path: the configuration file, which is read again at SIGHUP.
    ///   - observes: whether the command line asks to only look.
    ///
    /// Throws a ``Failure`` when the store stands in the way.
    init(_ wiring: Wiring, path: String, observes: Bool, log: any EventLog) throws {
        umask(0o077)
        let time = SystemTimeSource()
        store = try Self.open(wiring.configuration.store.path)
        let reloader = Reloader(
            path: path, running: wiring, observes: observes, log: log, now: { time.now.wall })
        let reception = Reception()
        entrances = Entrances(reception) { error in
            reception.close()
            reloader.stop(because: Failure(words: "\(error)", status: ExitStatus.unavailable))
        }
        self.reloader = reloader
        first = wiring
        self.log = log
    }

    /// Watches until a signal ends it. What is under way is finished first, for 10 s at most; a second signal does not
    /// wait.
    ///
    /// Throws a ``Failure`` when a template or the server's settings stand in the way, or it ends by itself.
    ///
    /// - Parameter greeting: is logged once nothing stands in the way.
    func run(greeting: LogEntry) async throws {
        let failure = await withTaskGroup(of: Void.self) { group in
            group.addTask { await obeySignals() }
            group.addTask { await remind() }
            let failure = await runGenerations(greeting)
            await entrances.close()
            group.cancelAll()
            return failure
        }
        await store.close()
        if let failure { throw failure }
    }

    /// A new generation that does not run gives way to the one before it. None stays in memory beside its successor.
    private func runGenerations(_ greeting: LogEntry) async -> Failure? {
        var wiring = first
        var greeting: LogEntry? = greeting
        while true {
            let generation: Generation
            do {
                generation = try Generation(wiring, store: store, log: log, reloading: reloader)
            } catch {
                return error as? Failure ?? Failure(words: "\(error)", status: ExitStatus.configuration)
            }
            if let words = greeting.take() {
                log.write(words)
                // That the first one loads is to be told, too. Of those that follow nothing is told before they have loaded.
                entrances.reception.serve(generation.responder, takesWishes: false)
            }
            reloader.began(generation)
            let failure = await run(generation)
            guard let next = reloader.next(after: failure) else { return failure ?? reloader.breakage }
            wiring = next
        }
    }

    private func run(_ generation: Generation) async -> Failure? {
        let configuration = generation.wiring.configuration
        do throws(StatusServerError) {
            try await entrances.open(
                network: configuration.networkListener, control: .unix(path: ControlSocket.path(configuration)))
        } catch {
            return Failure(words: "\(error)", status: ExitStatus.unavailable)
        }
        return await generation.run(entrances.reception) { entrances.settle() }
    }

    private func obeySignals() async {
        var isEnding = false
        for await signal in await UnixSignalsSequence(trapping: .sigterm, .sigint, .sighup) {
            if signal == .sighup {
                _ = await reloader.reload(isDry: false)
                continue
            }
            if isEnding { _exit(1) }
            isEnding = true
            ServiceNotifier(environment: ProcessInfo.processInfo.environment)?.send("STOPPING=1")
            log.write(
                LogEntry(.info, "watcher.stopping", "\(signal): finishing what is under way; once more ends at once"))
            entrances.reception.close()
            reloader.stop()
        }
    }

    private func remind() async {
        while !Task.isCancelled {
            try? await Task.sleep(for: Self.reminder)
            if !Task.isCancelled { reloader.remind() }
        }
    }

    private static func open(_ path: String) throws -> SQLiteStore {
        do throws(StoreError) {
            return try SQLiteStore(path: path)
        } catch {
            throw Failure(words: "\(error)", status: ExitStatus.of(error))
        }
    }
}
