// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import ConfigurationFile
import JSONText

/// `relink reload`: lets the running watcher read its configuration again.
struct ReloadCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reload", abstract: "Let the running watcher read its configuration again.",
        discussion: """
            The whole configuration and its templates are checked first. One with mistakes changes nothing, and the one \
            before goes on running; SIGHUP does the same. Exit 78 with every problem then.
            """)

    @OptionGroup var options: ConfigurationOptions
    @Flag(help: "Only tell what would be different.") var dryRun = false
    @Flag(help: "Print JSON.") var json = false

    func run() async throws {
        let path = "/control/reload" + (dryRun ? "?dry_run=1" : "")
        guard let (_, report) = await ControlClient(try options.draft()).post(path) else {
            Console.error.write("relink: no watcher runs here; `relink check` finds the mistakes of a configuration\n")
            throw ExitCode(ExitStatus.unavailable)
        }
        Console.output.write(json ? JSONText.serialize(report, pretty: true) + "\n" : text(report))
        if report["accepted"]?.bool != true { throw ExitCode(ExitStatus.configuration) }
    }

    private func text(_ report: JSONValue) -> String {
        let problems = lines(report["problems"])
        guard problems.isEmpty else {
            return "the configuration has mistakes, and the one before goes on running:\n" + problems
        }
        let changes = lines(report["changes"])
        if changes.isEmpty { return "nothing in the configuration is different\n" }
        return (dryRun ? "this would be different:\n" : "this is different now:\n") + changes
    }

    private func lines(_ value: JSONValue?) -> String {
        (value?.array ?? []).compactMap(\.string).map { PrintableText.of($0) + "\n" }.joined()
    }
}
