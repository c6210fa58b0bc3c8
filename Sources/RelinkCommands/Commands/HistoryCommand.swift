// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import ConfigurationFile
import JSONText
import OutboxStore
import RelinkModel
import StatusServer

/// `relink history`: what was observed, believed, tried and told of one session.
struct HistoryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history", abstract: "Show what happened to a session.",
        discussion: "Reads the store, whether a watcher runs or not. Newest last.")

    @OptionGroup var options: ConfigurationOptions
    @Argument(help: "GATEWAY/SESSION, or the session's name where it is unique.") var session: String
    @Option(help: "The newest that many lines.") var limit = 50
    @Flag(help: "Print JSON.") var json = false

    func run() async throws {
        let configuration = try options.load()
        let stored = StoredSessions(configuration)
        do {
            let key = try SessionName.find(session, among: try await stored.keys())
            let query = HistoryQuery(gateway: key.gateway, subject: .session(key.name), limit: limit)
            let records = try await stored.reader().history(query)
            Console.output.write(json ? Self.json(records) : Self.text(records))
        } catch let failure as Failure {
            throw failure.reported()
        } catch let error as StoreError {
            throw Failure(words: "\(error)", status: ExitStatus.of(error)).reported()
        }
    }

    static func text(_ records: [HistoryRecord]) -> String {
        let rows = records.map { record in
            let change = record.previous.map { "\($0) → \(record.condition)" } ?? "\(record.condition)"
            return [record.at.description, record.what, change, record.incident?.rawValue ?? "", record.words]
        }
        return TextTable.text(["TIME", "WHAT", "STATE", "INCIDENT", "WORDS"], rows)
    }

    private static func json(_ records: [HistoryRecord]) -> String {
        JSONText.serialize(["history": .array(records.map(\.json))], pretty: true) + "\n"
    }
}
