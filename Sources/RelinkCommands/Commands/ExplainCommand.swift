// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import JSONText
import RelinkModel
import StatusServer

/// `relink explain`: why it did or did not alert, and what happens next and when.
struct ExplainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Say why a session's state was told or was not, and what happens next.",
        discussion: "Asks the running watcher; when none runs, explains what the last one stored.")

    @OptionGroup var options: ConfigurationOptions
    @Argument(help: "GATEWAY/SESSION, or the session's name where it is unique.") var session: String
    @Flag(help: "Print JSON.") var json = false

    func run() async throws {
        let asking = IncidentAsking(try options.load())
        let key = try await asking.session(session)
        let path = ControlClient.path("api", "v1", "explain", key.gateway.rawValue, key.name)
        let body = try await asking.get(path) { stored in
            guard let explanation = try await stored.explain(key) else {
                throw Failure(
                    words: "nothing is stored of \(PrintableText.of(key.description))", status: ExitStatus.usage
                ).reported()
            }
            return explanation.json
        }
        Console.output.write(json ? JSONText.serialize(body, pretty: true) + "\n" : IncidentText.explanation(body))
    }
}
