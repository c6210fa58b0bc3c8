// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import ConfigurationFile
import JSONText
import RelinkModel
import StatusServer
import WatchEngine

/// `relink on-call`: who is told in whose place for a while.
struct OnCallCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "on-call", abstract: "Have somebody told in another one's place for a while.",
        subcommands: [Add.self, List.self, End.self], defaultSubcommand: List.self)

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "add", abstract: "Tell INSTEAD whatever would be told to AWAY.",
            discussion: """
                Of what is open and known to AWAY, INSTEAD is told at once. Whoever had heard of an outage still hears \
                its end. When it is over, AWAY is told of what opened meanwhile and lasts, unless somebody has taken \
                it on.
                """)

        @OptionGroup var options: ConfigurationOptions
        @Argument(help: "Who is away: the id of a contact or a channel.") var away: String
        @Argument(help: "Who is told in their place: the id of a contact or a channel.") var instead: String
        @Option(name: .customLong("for"), help: "How long: 30m, 2h, 1d.") var length: String?
        @Option(help: "Until when: 18:30, Sun 18:30, 2026-01-02T03:04:05Z.") var until: String?
        @Option(help: "Why; whoever takes over reads it.") var comment = ""
        @Option(help: "Who says so; whoever is logged in when left out.") var by: String?
        @Flag(help: "Print JSON.") var json = false

        func validate() throws {
            guard (length == nil) != (until == nil) else { throw ValidationError("Say either --for or --until.") }
            if let length, DurationText.parse(length) == nil { throw ValidationError("--for takes 30m, 2h, 1d") }
        }

        func run() async throws {
            let configuration = try options.load()
            let now = SystemTimeSource().now.wall
            guard let end = TimeText(timeZone: configuration.timezone, now: now).instant(length ?? until ?? "") else {
                throw ValidationError("--until takes 18:30, Sun 18:30 or 2026-01-02T03:04:05Z")
            }
            let relief = try await IncidentAsking(configuration)
                .wish(
                    "POST", "/api/v1/reliefs",
                    [
                        "away": .string(away), "instead": .string(instead), "until": .string(end.description),
                        "comment": .string(comment), "by": .string(by ?? IncidentAsking.person),
                    ])
            Console.output.write(
                json ? JSONText.serialize(relief, pretty: true) + "\n" : IncidentText.reliefs(["reliefs": [relief]]))
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "List who is told in whose place, those that end first first.",
            discussion: "Asks the running watcher; when none runs, shows what the last one stored.")

        @OptionGroup var options: ConfigurationOptions
        @Flag(help: "Print JSON.") var json = false

        func run() async throws {
            let body = try await IncidentAsking(try options.load()).get("/api/v1/reliefs") { stored in
                ["reliefs": .array(stored.reliefs.map(\.json))]
            }
            Console.output.write(json ? JSONText.serialize(body, pretty: true) + "\n" : IncidentText.reliefs(body))
        }
    }

    struct End: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "end", abstract: "End a relief: who was away is told again, of what is open as well.")

        @OptionGroup var options: ConfigurationOptions
        @Argument(help: "The relief's id, as `relink on-call list` shows it.") var id: String
        @Flag(help: "Print JSON.") var json = false

        func run() async throws {
            let relief = try await IncidentAsking(try options.load())
                .wish("DELETE", ControlClient.path("api", "v1", "reliefs", id))
            let away = PrintableText.of(IncidentText.word(relief["away"]))
            Console.output.write(
                json ? JSONText.serialize(relief, pretty: true) + "\n" : "\(away) is told again itself\n")
        }
    }
}
