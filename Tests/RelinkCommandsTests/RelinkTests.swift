// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Testing

@testable import RelinkCommands

struct RelinkTests {
    @Test func everyCommandSaysWhatItDoes() {
        var commands: [(path: String, type: any ParsableCommand.Type)] = [("", Relink.self)]
        var names: Set<String> = []
        while let (path, command) = commands.popLast() {
            let configuration = command.configuration
            let name = path + (configuration.commandName ?? "")
            #expect(!configuration.abstract.isEmpty, "\(command) has no abstract")
            #expect(names.insert(name).inserted, "\(command) has the name of another")
            let prefix = path.isEmpty && name == "relink" ? "" : "\(name) "
            commands += configuration.subcommands.map { (prefix, $0) }
        }
        #expect(
            names.isSuperset(of: [
                "run", "demo", "init", "check", "status", "sessions", "qr", "history", "health", "outbox list",
                "outbox replay", "channels resume", "incidents", "ack", "unack", "silence add", "silence end", "expect",
                "forget", "explain", "handover", "routes test",
            ]))
    }

    @Test(arguments: [
        ["simulate-gateway", "--sessions", "-1"], ["demo", "--speed", "0"], ["init", "--kind", "x"], ["fly"],
        ["ack"], ["expect", "a", "broken"], ["silence", "add", "--for", "2h"],
        ["silence", "add", "--match", "session=a"],
        ["silence", "add", "--match", "session=a", "--for", "2h", "--until", "18:30"], ["routes", "test", "a"],
        ["on-call", "add", "ana", "--for", "2h"], ["on-call", "add", "ana", "ben"],
        ["on-call", "add", "ana", "ben", "--for", "soon"],
        ["outbox", "replay"], ["outbox", "purge"], ["outbox", "show"], ["channels", "resume"],
    ])
    func nonsenseIsRefusedBeforeAnythingHappens(_ words: [String]) {
        #expect(throws: (any Error).self) { try Relink.parseAsRoot(words) }
    }
}
