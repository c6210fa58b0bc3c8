// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Testing

@testable import RelinkCommands

struct RelinkTests {
    @Test func everyCommandSaysWhatItDoes() {
        var commands: [any ParsableCommand.Type] = [Relink.self]
        var names: Set<String> = []
        while let command = commands.popLast() {
            let configuration = command.configuration
            #expect(!configuration.abstract.isEmpty, "\(command) has no abstract")
            #expect(names.insert(configuration.commandName ?? "").inserted)
            commands += configuration.subcommands
        }
        #expect(
            names.isSuperset(of: ["run", "demo", "init", "check", "status", "sessions", "qr", "history", "health"]))
    }

    @Test(arguments: [
        ["simulate-gateway", "--sessions", "-1"], ["demo", "--speed", "0"], ["init", "--kind", "x"], ["fly"],
    ])
    func nonsenseIsRefusedBeforeAnythingHappens(_ words: [String]) {
        #expect(throws: (any Error).self) { try Relink.parseAsRoot(words) }
    }
}
