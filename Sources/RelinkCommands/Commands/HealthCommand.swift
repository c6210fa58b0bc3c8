// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import JSONText

/// `relink health`: one word and an exit code, for container health checks.
struct HealthCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "health", abstract: "Exit 0 when the watcher runs and works, else 1.")

    @OptionGroup var options: ConfigurationOptions

    func run() async throws {
        let configuration = try options.load()
        guard let (_, status) = await ControlClient(configuration).get("/control/status") else {
            Console.output.write("no watcher runs here\n")
            throw ExitCode(1)
        }
        let problems = (status["problems"]?.array ?? []).compactMap(\.string)
        let isReady = status["ready"]?.bool == true
        Console.output.write(isReady ? "ok\n" : problems.map { PrintableText.of($0) + "\n" }.joined())
        if !isReady { throw ExitCode(1) }
    }
}
