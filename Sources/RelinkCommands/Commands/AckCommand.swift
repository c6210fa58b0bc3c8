// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import ConfigurationFile
import JSONText
import RelinkModel
import WatchEngine

/// `relink ack`: somebody takes an outage on, so that reminders and escalation rest.
struct AckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ack", abstract: "Take an incident on: reminders and escalation rest.",
        discussion: "The code of a group takes on all of its incidents. Answers once a restart would keep it.")

    @OptionGroup var options: ConfigurationOptions
    @Argument(help: "The code that messages carry, such as K7Q2, or the incident's id.") var code: String
    @Option(help: "2h, 18:30, 2026-01-02T03:04:05Z, opening or connected; as the policy says when left out.")
    var until: String?
    @Option(help: "Who has it; whoever is logged in when left out.") var by: String?
    @Flag(help: "Print JSON.") var json = false

    func run() async throws {
        let configuration = try options.load()
        let body: JSONValue = [
            "by": .string(by ?? IncidentAsking.person),
            "until": try end(timeZone: configuration.timezone).map { .string($0) } ?? .null,
        ]
        let answer = try await IncidentAsking(configuration)
            .wish("POST", ControlClient.path("api", "v1", "incidents", code, "ack"), body)
        Console.output.write(json ? JSONText.serialize(answer, pretty: true) + "\n" : IncidentText.incidents(answer))
    }

    private func end(timeZone: String) throws -> String? {
        guard let until, until != "opening", until != "connected" else { return until }
        let now = SystemTimeSource().now.wall
        guard let instant = TimeText(timeZone: timeZone, now: now).instant(until) else {
            throw ValidationError("--until takes 2h, 18:30, Sun 18:30, 2026-01-02T03:04:05Z, opening or connected")
        }
        return instant.description
    }
}

/// `relink unack`: whoever had taken it on gives it back.
struct UnackCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unack", abstract: "Give an incident back: reminders and escalation go on from where they were.")

    @OptionGroup var options: ConfigurationOptions
    @Argument(help: "The code that messages carry, such as K7Q2, or the incident's id.") var code: String
    @Option(help: "Who gives it back; whoever is logged in when left out.") var by: String?
    @Flag(help: "Print JSON.") var json = false

    func run() async throws {
        let answer = try await IncidentAsking(try options.load())
            .wish(
                "POST", ControlClient.path("api", "v1", "incidents", code, "unack"),
                ["by": .string(by ?? IncidentAsking.person)])
        Console.output.write(json ? JSONText.serialize(answer, pretty: true) + "\n" : IncidentText.incidents(answer))
    }
}
