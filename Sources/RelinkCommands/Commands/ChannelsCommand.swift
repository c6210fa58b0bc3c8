// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import JSONText

/// `relink channels`: how the channels stand, and trying one at once that is held back.
struct ChannelsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "channels", abstract: "Show how the channels stand, or try one at once.",
        subcommands: [List.self, Resume.self], defaultSubcommand: List.self)

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "Show how the channels stand.",
            discussion: "working, failing, throttled (it asked for patience) or suspended (it refuses us).")

        @OptionGroup var options: ConfigurationOptions
        @Flag(help: "Print JSON.") var json = false
        @Flag(help: "Exit 1 unless every channel works.") var exitCode = false

        func run() async throws {
            guard let (_, body) = await ControlClient(try options.load()).get("/api/v1/channels") else {
                throw Failure(
                    words: "no watcher runs here; only a running one knows how its channels stand",
                    status: ExitStatus.unavailable
                ).reported()
            }
            let channels = body["channels"]?.array ?? []
            Console.output.write(json ? JSONText.serialize(body, pretty: true) + "\n" : OutboxText.channels(channels))
            if exitCode, channels.contains(where: { $0["state"]?.string != "working" }) { throw ExitCode(1) }
        }
    }

    struct Resume: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "resume", abstract: "Try a channel at once that is held back, as after mending it.")

        @OptionGroup var options: ConfigurationOptions
        @Argument(help: "The channel's id.") var id: String

        func run() async throws {
            let path = "/api/v1/channels" + ControlClient.path(id) + "/resume"
            guard let (status, body) = await ControlClient(try options.load()).post(path) else {
                throw Failure(words: "no watcher runs here", status: ExitStatus.unavailable).reported()
            }
            guard status == 200 else {
                let words = body["details"]?.string ?? "the watcher answered \(status)"
                throw Failure(words: PrintableText.of(words), status: ExitStatus.usage).reported()
            }
            Console.output.write("\(PrintableText.of(id)) is tried now\n")
        }
    }
}
