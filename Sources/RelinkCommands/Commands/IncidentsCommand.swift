// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import JSONText
import StatusServer

/// `relink incidents`: what is open, who has it, and what happens next.
struct IncidentsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "incidents", abstract: "List the open incidents, and those that are just over.",
        discussion: "Asks the running watcher; when none runs, shows what the last one stored.")

    @OptionGroup var options: ConfigurationOptions
    @Flag(help: "Print JSON.") var json = false
    @Flag(help: "Exit 1 while an incident is open.") var exitCode = false

    func run() async throws {
        let body = try await IncidentAsking(try options.load()).get("/api/v1/incidents") { stored in
            [
                "incidents": .array(stored.incidents.map(\.json)), "groups": .array(stored.groups.map(\.json)),
            ]
        }
        Console.output.write(json ? JSONText.serialize(body, pretty: true) + "\n" : IncidentText.incidents(body))
        if exitCode, body["incidents"]?.array?.contains(where: { $0["recovered_at"]?.isNull == true }) == true {
            throw ExitCode(1)
        }
    }
}
