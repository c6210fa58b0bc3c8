// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import JSONText

/// `relink status`: the gateways, and whether the watcher itself is well.
struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Show the gateways, and whether the watcher works.")

    @OptionGroup var options: ConfigurationOptions
    @Flag(help: "Print JSON.") var json = false
    @Flag(help: "Exit 1 unless the watcher runs, is ready, and every session is connected, to the right phone.")
    var exitCode = false

    func run() async throws {
        let configuration = try options.load()
        guard let (_, status) = await ControlClient(configuration).get("/control/status") else {
            Console.error.write("relink: no watcher runs here; `relink sessions` shows what the last one stored\n")
            throw ExitCode(ExitStatus.unavailable)
        }
        Console.output.write(json ? JSONText.serialize(status, pretty: true) + "\n" : Self.text(status))
        let isFine =
            status["ready"]?.bool == true
            && status["sessions_connected"]?.integer == status["sessions_total"]?.integer
            && status["wrong_accounts"]?.array?.isEmpty != false
        if exitCode, !isFine { throw ExitCode(1) }
    }

    static func text(_ status: JSONValue) -> String {
        let connected = status["sessions_connected"]?.integer ?? 0
        let total = status["sessions_total"]?.integer ?? 0
        var text = "Relink \(status["version"]?.string ?? "?"), up \(status["uptime_seconds"]?.integer ?? 0) s: "
        text += "\(connected) of \(total) sessions connected\n"
        let (incidents, silences) = (status["incidents_open"]?.integer ?? 0, status["silences"]?.integer ?? 0)
        text += "open incidents: \(incidents), silences: \(silences)\n"
        for session in status["wrong_accounts"]?.array ?? [] {
            let name = PrintableText.of(session["session"]?.string ?? "")
            text +=
                "! \(name) is linked to another phone (\(SessionsCommand.linked(session))): relink explain \(name)\n"
        }
        for problem in status["problems"]?.array ?? [] {
            text += "! \(PrintableText.of(problem.string ?? ""))\n"
        }
        if let rejected = status["configuration_rejected"], !rejected.isNull {
            text += "! the configuration in the file was refused at \(rejected["at"]?.string ?? "?"):\n"
            for problem in rejected["problems"]?.array ?? [] {
                text += "  \(PrintableText.of(problem.string ?? ""))\n"
            }
        }
        let rows = (status["gateways"]?.array ?? []).map { gateway in
            [
                gateway["id"]?.string ?? "", gateway["kind"]?.string ?? "", gateway["reachability"]?.string ?? "",
                gateway["since"]?.string ?? "", gateway["problem"]?.string ?? "",
            ]
        }
        return text + TextTable.text(["GATEWAY", "KIND", "REACHABLE", "SINCE", "PROBLEM"], rows)
    }
}
