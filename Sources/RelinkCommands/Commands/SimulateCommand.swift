// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Channels
import ConfigurationFile
import Foundation
import JSONText
import RelinkModel
import Simulation

/// `relink simulate`: what would be told, by whom and when, if that happened.
struct SimulateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate", abstract: "Play a scenario, and print every message that would be sent.",
        discussion: """
            A scenario is a configuration with `start`, `until`, `steps` and `expect`. The real deciding code plays it \
            under virtual time; nothing is polled and nothing is sent. Exit 0 when everything expected is told, 1 with \
            what differs, 65 for a mistake in the scenario, 78 for one in its configuration.

            A step says when, and what it is about by one of \(Scenario.stepKeys.joined(separator: ", ")): \
            { at: 5m, session: main/shop, state: failed }, or { at: 1h, on_call: leave, away: ana, instead: ben, \
            for: 8h }. A key that does not belong to it is answered with those that do.
            """)

    @Argument(help: "The scenario's file.") var file: String
    @Flag(help: "Print JSON.") var json = false

    func run() async throws {
        do {
            let rehearsal = try Self.load(file)
            let happenings = rehearsal.play()
            let failures = rehearsal.failures(happenings)
            let clock = LocalClock(timeZone: rehearsal.scenario.configuration.timezone) ?? .utc
            if json {
                Console.output.write(JSONText.serialize(Self.json(happenings, failures), pretty: true) + "\n")
            } else {
                let story = Story(happenings: happenings, clock: clock, isColoured: Console.output.isColoured)
                Console.output.write(story.text)
                for line in failures { Console.error.write("\(PrintableText.of(line))\n") }
            }
            if !failures.isEmpty { throw ExitCode(1) }
        } catch let failure as Failure {
            throw failure.reported()
        }
    }

    /// The scenario of a file, ready to be played. Throws a ``Failure`` with every mistake.
    static func load(
        _ path: String, environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws -> Rehearsal {
        let loaded = Scenario.load(path: path, environment: environment)
        guard let scenario = loaded.scenario else {
            let lines = loaded.problems.filter { $0.severity == .error }.map { "\($0)" }
            throw Failure(
                words: "the scenario cannot be played\n" + lines.joined(separator: "\n"),
                status: loaded.isConfigurationWrong ? ExitStatus.configuration : ExitStatus.data)
        }
        return try Rehearsal(scenario)
    }

    private static func json(_ happenings: [Happening], _ failures: [String]) -> JSONValue {
        let messages = happenings.compactMap { happening -> JSONValue? in
            guard case .told(let message) = happening.what else { return nil }
            return [
                "at": .string("\(happening.at)"), "after_seconds": .integer(happening.offset.wholeSeconds),
                "to": .string("\(message.recipient)"), "gateway": .string(message.gateway.rawValue),
                "session": message.event.subject.sessionName.map { JSONValue.string($0) } ?? .null,
                "type": .string(message.event.kind.rawValue), "text": .string(message.text),
                "loud": .bool(message.wakes), "copy": .bool(message.isCopy),
            ]
        }
        return ["messages": .array(messages), "failures": .array(failures.map { .string($0) })]
    }
}
