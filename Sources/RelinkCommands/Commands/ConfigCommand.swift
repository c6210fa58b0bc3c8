// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import ConfigurationFile

/// `relink config`: what can be configured.
struct ConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "Print every key of the configuration.",
        subcommands: [Defaults.self, Schema.self])

    /// `relink config defaults`.
    struct Defaults: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "defaults", abstract: "Print every key with its default, as YAML.")

        func run() throws {
            Console.output.write(ConfigurationSchema.defaultsYAML())
        }
    }

    /// `relink config schema`.
    struct Schema: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "schema", abstract: "Print the JSON Schema, for editors that complete and check YAML.")

        func run() throws {
            Console.output.write(ConfigurationSchema.jsonSchema())
        }
    }
}
