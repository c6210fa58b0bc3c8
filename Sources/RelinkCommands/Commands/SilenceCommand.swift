// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import ConfigurationFile
import JSONText
import RelinkModel
import StatusServer

/// `relink silence`: nothing is told of what is known and worked on. What had been told is still told to be over.
struct SilenceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "silence", abstract: "Let nothing be told of something for a while.",
        subcommands: [Add.self, List.self, End.self], defaultSubcommand: List.self)

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "add", abstract: "Begin a silence.",
            discussion: "What is still down when it ends is told then.")

        @OptionGroup var options: ConfigurationOptions
        @Option(
            help: """
                What it covers: gateway=, session= (a pattern with *), label.NAME=, state=, severity=, joined by \
                commas.
                """)
        var match: SilenceMatch
        @OptionGroup var wish: WishOptions
        @Flag(help: "Print JSON.") var json = false

        func run() async throws {
            let configuration = try options.load()
            let silence = try await IncidentAsking(configuration)
                .wish("POST", "/api/v1/silences", wish.asked(["match": match.json], timeZone: configuration.timezone))
            Console.output.write(
                json
                    ? JSONText.serialize(silence, pretty: true) + "\n"
                    : IncidentText.silences(["silences": [silence]]))
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "List the silences, those that end first first.",
            discussion: "Asks the running watcher; when none runs, shows what the last one stored.")

        @OptionGroup var options: ConfigurationOptions
        @Flag(help: "Print JSON.") var json = false

        func run() async throws {
            let body = try await IncidentAsking(try options.load()).get("/api/v1/silences") { stored in
                ["silences": .array(stored.silences.map(\.json))]
            }
            Console.output.write(json ? JSONText.serialize(body, pretty: true) + "\n" : IncidentText.silences(body))
        }
    }

    struct End: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "end", abstract: "End a silence: what is still down is told now.")

        @OptionGroup var options: ConfigurationOptions
        @Argument(help: "The silence's id, as `relink silence list` shows it.") var id: String
        @Flag(help: "Print JSON.") var json = false

        func run() async throws {
            let silence = try await IncidentAsking(try options.load())
                .wish("DELETE", ControlClient.path("api", "v1", "silences", id))
            Console.output.write(
                json
                    ? JSONText.serialize(silence, pretty: true) + "\n"
                    : "silence \(PrintableText.of(IncidentText.word(silence["id"]))) is over\n")
        }
    }
}
