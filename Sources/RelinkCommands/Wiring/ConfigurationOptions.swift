// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import ConfigurationFile

/// Where the configuration is; shared by every command that needs it.
struct ConfigurationOptions: ParsableArguments {
    @Option(name: .long, help: "The configuration file.")
    var config = "config.yaml"

    /// The configuration; its warnings go to standard error.
    ///
    /// Ends the command with every problem when anything stands in the way.
    func load() throws -> Configuration {
        let check = ConfigurationCheck(path: config)
        guard let configuration = check.configuration else { throw check.failure.reported() }
        for line in check.lines { Console.error.write("\(line)\n") }
        return configuration
    }
}
