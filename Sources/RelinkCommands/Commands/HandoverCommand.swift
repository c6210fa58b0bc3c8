// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import ConfigurationFile
import JSONText
import RelinkModel
import StatusServer
import WatchEngine

/// `relink handover`: what the next shift must know.
struct HandoverCommand: AsyncParsableCommand {
    /// How far back it looks.
    static let shift = Duration.hours(12)

    static let configuration = CommandConfiguration(
        commandName: "handover", abstract: "Say what the next shift must know.",
        discussion: """
            What is open and who has it, silences, channels that do not work, and what was told in the last 12 \
            hours. Asks the running watcher; when none runs, shows what the last one stored.
            """)

    @OptionGroup var options: ConfigurationOptions
    @Flag(help: "Print JSON.") var json = false

    func run() async throws {
        let configuration = try options.load()
        let asking = IncidentAsking(configuration)
        let since = SystemTimeSource().now.wall - Self.shift
        let body: JSONValue
        if let incidents = try await asking.get("/api/v1/incidents") {
            body = try await live(asking, configuration, incidents, since: since)
        } else {
            IncidentAsking.sayStored()
            body = try await stored(configuration, since: since)
        }
        Console.output.write(json ? JSONText.serialize(body, pretty: true) + "\n" : Self.text(body))
    }

    private func live(
        _ asking: IncidentAsking, _ configuration: Configuration, _ incidents: JSONValue, since: Timestamp
    ) async throws -> JSONValue {
        var told: [JSONValue] = []
        for gateway in configuration.gateways.map(\.plan.id.rawValue) {
            let path = ControlClient.path("api", "v1", "history", gateway)
            let body = try await asking.get("\(path)?limit=1000&since=\(since)")
            told += (body?["history"]?.array ?? []).filter(Self.isTold).map { Self.line($0, at: gateway) }
        }
        return [
            "since": .string(since.description), "incidents": incidents["incidents"] ?? [],
            "groups": incidents["groups"] ?? [],
            "reliefs": incidents["reliefs"] ?? [],
            "silences": try await asking.get("/api/v1/silences")?["silences"] ?? [],
            "channels": try await asking.get("/api/v1/channels")?["channels"] ?? .null,
            "told": .array(Self.inOrder(told)),
        ]
    }

    private func stored(_ configuration: Configuration, since: Timestamp) async throws -> JSONValue {
        let stored = try await StoredWatches(configuration)
        var told: [JSONValue] = []
        for gateway in configuration.gateways.map(\.plan.id) {
            let records = try await stored.history(HistoryQuery(gateway: gateway, since: since, limit: 1000))
            told += records.map(\.json).filter(Self.isTold).map { Self.line($0, at: gateway.rawValue) }
        }
        return [
            "since": .string(since.description), "incidents": .array(stored.incidents.map(\.json)),
            "groups": .array(stored.groups.map(\.json)), "silences": .array(stored.silences.map(\.json)),
            "reliefs": .array(stored.reliefs.map(\.json)),
            "channels": .null, "told": .array(Self.inOrder(told)),
        ]
    }

    /// Whether a line of the history is about something that people were told, rather than about what was seen.
    private static func isTold(_ line: JSONValue) -> Bool {
        guard let kind = line["event"]?.string.flatMap({ EventKind(rawValue: $0) }) else { return false }
        return kind != .sessionTransition && kind != .sessionQR
    }

    private static func line(_ line: JSONValue, at gateway: String) -> JSONValue {
        guard var object = line.object else { return line }
        object["gateway"] = .string(gateway)
        return .object(object)
    }

    private static func inOrder(_ lines: [JSONValue]) -> [JSONValue] {
        lines.sorted { ($0["at"]?.string ?? "") < ($1["at"]?.string ?? "") }
    }

    static func text(_ body: JSONValue) -> String {
        var text = "OPEN NOW\n" + IncidentText.incidents(body)
        text += "\nSILENCES\n" + IncidentText.silences(body)
        let channels = (body["channels"]?.array ?? []).filter { $0["state"]?.string != "working" }
        if !channels.isEmpty { text += "\nCHANNELS THAT DO NOT WORK\n" + OutboxText.channels(channels) }
        let told = body["told"]?.array ?? []
        text += "\nTOLD SINCE \(body["since"]?.string ?? "")\n"
        guard !told.isEmpty else { return text + "nothing\n" }
        let rows = told.map { line in
            [
                IncidentText.word(line["at"]), IncidentText.subject(line), IncidentText.word(line["event"]),
                IncidentText.word(line["state"]), IncidentText.word(line["words"]),
            ]
        }
        return text + TextTable.text(["TIME", "SUBJECT", "WHAT", "STATE", "WORDS"], rows)
    }
}
