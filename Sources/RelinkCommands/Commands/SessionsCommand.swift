// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import ConfigurationFile
import JSONText
import OutboxStore
import RelinkModel

/// `relink sessions`: all sessions as the daemon sees them, or as the last one stored them.
struct SessionsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sessions", abstract: "List the sessions and their states.",
        discussion: "Asks the running watcher; when none runs, shows what the last one stored.")

    @OptionGroup var options: ConfigurationOptions
    @Flag(help: "Print JSON.") var json = false
    @Flag(help: "Exit 1 unless every session is connected.") var exitCode = false

    func run() async throws {
        let configuration = try options.load()
        let sessions: [JSONValue]
        if let (_, body) = await ControlClient(configuration).get("/api/v1/sessions") {
            sessions = body["sessions"]?.array ?? body.array ?? []
        } else {
            Console.error.write("relink: no watcher runs here; this is what the last one stored\n")
            sessions = try await StoredSessions(configuration).all()
        }
        if json {
            Console.output.write(JSONText.serialize(["sessions": .array(sessions)], pretty: true) + "\n")
        } else {
            Console.output.write(Self.text(sessions))
        }
        if exitCode, sessions.contains(where: { $0["state"]?.string != "connected" }) { throw ExitCode(1) }
    }

    static func text(_ sessions: [JSONValue]) -> String {
        let rows = sessions.map { session in
            let state = session["state"]?.string ?? "unknown"
            let icon = SessionState(rawValue: state)?.icon ?? "  "
            let detail = session["detail"]?.string ?? ""
            return [
                "\(session["gateway"]?.string ?? "")/\(session["name"]?.string ?? "")",
                "\(icon) \(state)", detail, session["since"]?.string ?? "",
                session["incident"]?["code"]?.string.map { "#\($0)" } ?? "",
            ]
        }
        return TextTable.text(["SESSION", "STATE", "DETAIL", "SINCE", "INCIDENT"], rows)
    }
}
