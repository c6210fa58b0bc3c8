// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import ConfigurationFile
import JSONText
import RelinkModel
import StatusServer

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
        @OptionGroup var wish: WishOptions
        @Flag(help: "Print JSON.") var json = false

        func run() async throws {
            let configuration = try options.load()
            let relief = try await IncidentAsking(configuration)
                .wish(
                    "POST", "/api/v1/reliefs",
                    wish.asked(
                        ["away": .string(away), "instead": .string(instead)], timeZone: configuration.timezone))
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
