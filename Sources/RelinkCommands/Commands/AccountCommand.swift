// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import JSONText
import RelinkModel

/// `relink account`: whose phone a session is linked to.
struct AccountCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "account", abstract: "Say that the phone which a session is linked to is the right one.",
        subcommands: [Accept.self])

    /// `relink account accept`.
    struct Accept: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "accept", abstract: "Take the phone that a session is linked to for the right one.",
            discussion: """
                It holds for as long as the configuration asks for the same number: write the new one into `phone:`. \
                Nothing is done at the gateway.
                """)

        @OptionGroup var options: ConfigurationOptions
        @Argument(help: "GATEWAY/SESSION, or the session's name where it is unique.") var session: String
        @Flag(help: "Print JSON.") var json = false

        func run() async throws {
            let asking = IncidentAsking(try options.load())
            guard try await asking.get("/api/v1/sessions") != nil else {
                throw Failure(
                    words: "no watcher runs here, and only a running one knows which phone is linked now: start "
                        + "`relink run`, and accept it once it was seen", status: ExitStatus.unavailable
                ).reported()
            }
            let key = try await asking.session(session)
            let answer = try await asking.wish(
                "POST",
                ControlClient.path("api", "v1", "sessions", key.gateway.rawValue, key.name, "accept-account"))
            Console.output.write(
                json
                    ? JSONText.serialize(answer, pretty: true) + "\n"
                    : "\(PrintableText.of(key.description)): the phone that it is linked to is the right one now\n")
        }
    }
}
