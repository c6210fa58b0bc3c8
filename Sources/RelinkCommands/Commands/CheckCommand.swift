// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import ConfigurationFile
import RelinkModel

/// `relink check`: every mistake of the configuration and its templates at once.
struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check the configuration and its templates.",
        discussion: "Exit 0 when nothing stands in the way, else 78 with every problem as file:line:column: message.")

    @OptionGroup var options: ConfigurationOptions

    func run() async throws {
        let check = ConfigurationCheck(path: options.config)
        for line in check.lines { Console.output.write("\(line)\n") }
        guard let configuration = check.configuration else { throw ExitCode(ExitStatus.configuration) }
        Console.output.write("\(PrintableText.of(options.config)): ok, \(Self.summary(configuration))\n")
    }

    private static func summary(_ configuration: Configuration) -> String {
        let sessions = configuration.gateways.reduce(0) { $0 + $1.plan.sessions.count }
        return
            "\(configuration.gateways.count) gateways, \(sessions) sessions, \(configuration.channels.count) channels"
    }
}
