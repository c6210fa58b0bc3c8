// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import ConfigurationFile

/// Where the configuration is; shared by every command that needs it.
struct ConfigurationOptions: ParsableArguments {
    @Option(name: .long, help: "The configuration file.")
    var config = "config.yaml"

    /// The configuration. Ends the command with every problem when anything stands in the way.
    ///
    /// - Parameter warns: whether warnings go to standard error; commands that only ask something keep quiet.
    func load(warns: Bool = false) throws -> Configuration {
        let check = ConfigurationCheck(path: config)
        guard let configuration = check.configuration else { throw check.failure.reported() }
        for line in check.warnings where warns { Console.error.write("\(line)\n") }
        return configuration
    }

    /// The configuration as far as it can be read: enough to find the running watcher while the file has mistakes.
    func draft() throws -> Configuration {
        let check = ConfigurationCheck(path: config)
        guard let draft = check.draft else { throw check.failure.reported() }
        return draft
    }
}
