// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import ConfigurationFile
import RelinkModel
import WatchEngine

/// `relink run`: the daemon.
struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Watch, tell, restart what can be restarted, until SIGTERM.",
        discussion: "Exit 0 after a signal, 78 for a wrong configuration, 65, 69 or 74 when the store cannot be had.")

    @OptionGroup var options: ConfigurationOptions

    @Flag(help: "Only look: start nothing, send nothing.")
    var observe = false

    func run() async throws {
        Heap.stayLean()
        do {
            let configuration = try options.load(warns: true)
            let wiring = try Wiring(configuration, observes: observe)
            let time = SystemTimeSource()
            let log = ConsoleLog(clock: { time.now.wall })
            let watcher = try Watcher(wiring, path: options.config, observes: observe, log: log)
            try await watcher.run(greeting: Self.greeting(configuration, observes: wiring.observes))
        } catch let failure as Failure {
            throw failure.reported()
        }
    }

    private static func greeting(_ configuration: Configuration, observes: Bool) -> LogEntry {
        let sessions = configuration.gateways.reduce(0) { $0 + $1.plan.sessions.count }
        let gateways = configuration.gateways.map(\.plan.id.rawValue).joined(separator: ", ")
        let channels = configuration.channels.map(\.plan.id.rawValue).joined(separator: ", ")
        let whom = observes ? "only looking" : channels.isEmpty ? "telling nobody but this log" : "telling \(channels)"
        return LogEntry(
            .info, "watcher.started",
            "Relink \(RelinkVersion.current) watches \(sessions) configured sessions at \(gateways), \(whom); "
                + "status at http://\(configuration.server.listen)",
            fields: [.init("version", RelinkVersion.current), .init("sessions", String(sessions))])
    }
}
