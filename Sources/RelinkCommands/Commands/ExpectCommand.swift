// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import ConfigurationFile
import JSONText
import RelinkModel
import WatchEngine

/// `relink expect`: what a session should be, whatever the configuration says.
struct ExpectCommand: AsyncParsableCommand {
    /// What can be expected.
    enum Word: String, ExpressibleByArgument, CaseIterable {
        case running, stopped, auto, configured
    }

    static let configuration = CommandConfiguration(
        commandName: "expect", abstract: "Say what a session should be, for a while or until said otherwise.",
        discussion: """
            running: tell when it is stopped, and start it. stopped: being stopped is right. auto: tell when it is \
            stopped, and leave it. configured: what the configuration says counts again.
            """)

    @OptionGroup var options: ConfigurationOptions
    @Argument(help: "GATEWAY/SESSION, or the session's name where it is unique.") var session: String
    @Argument(help: "running, stopped, auto or configured.") var word: Word
    @Option(help: "2h, 18:30, Sun 18:30 or 2026-01-02T03:04:05Z.") var until: String?
    @Flag(help: "Print JSON.") var json = false

    func run() async throws {
        let configuration = try options.load()
        let asking = IncidentAsking(configuration)
        let end = try until.map { text in
            let now = SystemTimeSource().now.wall
            guard let end = TimeText(timeZone: configuration.timezone, now: now).instant(text) else {
                throw ValidationError("--until takes 2h, 18:30, Sun 18:30 or 2026-01-02T03:04:05Z")
            }
            return end
        }
        let key = try await asking.session(session)
        let answer = try await asking.wish(
            "POST", ControlClient.path("api", "v1", "sessions", key.gateway.rawValue, key.name, "expect"),
            ["expect": .string(word.rawValue), "until": end.map { .string($0.description) } ?? .null])
        let length = end.map { "until \($0)" } ?? "until somebody says otherwise"
        let text =
            word == .configured
            ? "what the configuration says of \(key) counts again" : "\(key) is expected \(word.rawValue) \(length)"
        Console.output.write(
            json ? JSONText.serialize(answer, pretty: true) + "\n" : PrintableText.of(text) + "\n")
    }
}

/// `relink forget`: a discovered session is gone for good.
struct ForgetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forget", abstract: "Forget a discovered session that is gone from its gateway.",
        discussion: "Nothing is done at the gateway. A session of the configuration is removed there instead.")

    @OptionGroup var options: ConfigurationOptions
    @Argument(help: "GATEWAY/SESSION, or the session's name where it is unique.") var session: String
    @Flag(help: "Print JSON.") var json = false

    func run() async throws {
        let asking = IncidentAsking(try options.load())
        let key = try await asking.session(session)
        let answer = try await asking.wish(
            "POST", ControlClient.path("api", "v1", "sessions", key.gateway.rawValue, key.name, "forget"))
        Console.output.write(
            json
                ? JSONText.serialize(answer, pretty: true) + "\n"
                : "\(PrintableText.of(key.description)) is no longer watched\n")
    }
}
