// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// `relink version`.
struct VersionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "version", abstract: "Print the version.")

    func run() throws {
        Console.output.write("relink \(RelinkVersion.current)\n")
    }
}
