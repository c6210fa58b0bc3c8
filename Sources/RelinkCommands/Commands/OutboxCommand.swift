// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import JSONText
import OutboxStore
import RelinkModel
import StatusServer

/// `relink outbox`: what waits, what was sent, and what was given up.
struct OutboxCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "outbox", abstract: "List messages, send what was given up once more, or throw it away.",
        subcommands: [List.self, Show.self, Replay.self, Purge.self], defaultSubcommand: List.self)

    /// Which dead messages are meant.
    struct Selection: ParsableArguments {
        @Argument(help: "The message's id, as `relink outbox list` shows it.") var id: String?
        @Option(help: "All of that channel.") var channel: String?
        @Option(help: "All since then: a duration such as 2h, or an instant such as 2026-01-01T00:00:00Z.")
        var since: String?

        func validate() throws {
            guard id != nil || channel != nil || since != nil else {
                throw ValidationError("Name a message, or say --channel or --since.")
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "List messages, newest first.",
            discussion: "Asks the running watcher; when none runs, reads what the last one stored.")

        @OptionGroup var options: ConfigurationOptions
        @Option(help: "open, dead, delivered, superseded, queued, sending or all.") var state = "open"
        @Option(help: "Only those to that channel.") var channel: String?
        @Option(help: "Only those since then: 2h, or 2026-01-01T00:00:00Z.") var since: String?
        @Option(help: "The newest that many.") var limit = 50
        @Flag(help: "Print JSON.") var json = false

        func run() async throws {
            let asking = OutboxAsking(try options.load())
            let query = [
                ("state", state), ("channel", channel ?? ""), ("since", try OutboxAsking.instant(since)),
                ("limit", String(limit)),
            ]
            let rows = try await asking.rows(query, states: state, limit: limit)
            Console.output.write(
                json ? JSONText.serialize(["outbox": .array(rows)], pretty: true) + "\n" : OutboxText.table(rows))
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "Show a message and its last attempts.")

        @OptionGroup var options: ConfigurationOptions
        @Argument(help: "The message's id, as `relink outbox list` shows it.") var id: String
        @Flag(help: "Print JSON.") var json = false

        func run() async throws {
            let row = try await OutboxAsking(try options.load()).row(DeliveryID(id))
            Console.output.write(json ? JSONText.serialize(row, pretty: true) + "\n" : OutboxText.details(row))
        }
    }

    struct Replay: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "replay", abstract: "Send what was given up once more, behind what waits, under the same id.",
            discussion: "An opening whose outage is over is told as one message about all of it.")

        @OptionGroup var options: ConfigurationOptions
        @OptionGroup var selection: Selection

        func run() async throws {
            let path = ["/api/v1/outbox"] + (selection.id.map { [ControlClient.path($0)] } ?? []) + ["/replay"]
            let answer = try await OutboxAsking(try options.load()).post(path.joined(), selection)
            let (sent, skipped) = (answer["sent"]?.integer ?? 0, answer["skipped"]?.integer ?? 0)
            Console.output.write("\(sent) sent once more" + (skipped > 0 ? ", \(skipped) not worth it" : "") + "\n")
            if sent == 0 { throw ExitCode(1) }
        }
    }

    struct Purge: AsyncParsableCommand {
        static let configuration = CommandConfiguration(commandName: "purge", abstract: "Throw away what was given up.")

        @OptionGroup var options: ConfigurationOptions
        @OptionGroup var selection: Selection

        func run() async throws {
            let path = "/control/purge" + (selection.id.map { ControlClient.path($0) } ?? "")
            let answer = try await OutboxAsking(try options.load()).post(path, selection)
            Console.output.write("\(answer["purged"]?.integer ?? 0) thrown away\n")
        }
    }
}
