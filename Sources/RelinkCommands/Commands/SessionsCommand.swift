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
    @Flag(help: "Exit 1 unless every session is connected, and to the right phone.") var exitCode = false

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
        if exitCode, !sessions.allSatisfy(Self.isWell) { throw ExitCode(1) }
    }

    /// Whether the session does what it should.
    static func isWell(_ session: JSONValue) -> Bool {
        session["state"]?.string == "connected" && session["account"]?["is_expected"]?.bool != false
    }

    /// The number that it is linked to, as far as that is known.
    static func linked(_ session: JSONValue) -> String {
        let (account, isExpected) = (session["account"], session["account"]?["is_expected"]?.bool)
        let number = account?["last4"]?.string.map { "…\($0)" }
        guard isExpected == false else { return number ?? "" }
        let right = account?["expected_last4"]?.string.map { ", not …\($0)" } ?? ""
        return (number ?? "another") + right
    }

    static func text(_ sessions: [JSONValue]) -> String {
        let rows = sessions.map { session in
            let state = session["state"]?.string ?? "unknown"
            let detail = session["detail"]?.string ?? ""
            let icon = SessionState(rawValue: state).map {
                SessionCondition($0, SessionDetail(rawValue: detail)).icon
            }
            return [
                "\(session["gateway"]?.string ?? "")/\(session["name"]?.string ?? "")",
                "\(icon ?? "  ") \(state)", detail, linked(session), session["since"]?.string ?? "",
                session["incident"]?["code"]?.string.map { "#\($0)" } ?? "",
            ]
        }
        return TextTable.text(["SESSION", "STATE", "DETAIL", "LINKED", "SINCE", "INCIDENT"], rows)
    }
}
