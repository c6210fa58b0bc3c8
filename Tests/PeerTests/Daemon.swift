// SPDX-License-Identifier: Apache-2.0

import Foundation
import HTTPTransfer
import JSONText
import Synchronization

/// `relink run` with a configuration of its own, which can be killed and started again.
final class Daemon: Sendable {
    /// Where its API listens.
    let url: String
    /// The configuration file.
    let configuration: String
    private let port: Int
    private let key: String?
    private let stage: Stage
    private let environment: [String: String]
    private let wrapper: [String]
    private let program = Mutex<Subprocess?>(nil)
    private let starts = Mutex(0)

    /// Writes the configuration; nothing runs yet. ``Scenery`` says what is in it.
    ///
    /// - Parameter wrapper: a program and arguments that becomes the daemon: it executes what follows them in its place.
    init(on stage: Stage, _ scenery: Scenery, wrapper: [String] = []) throws {
        port = try Loopback.freePort()
        url = "http://127.0.0.1:\(port)"
        self.wrapper = wrapper
        configuration = try stage.write(scenery.yaml(port: port), to: "relink.yaml")
        environment = scenery.environment
        key = scenery.key.isEmpty ? nil : scenery.key
        self.stage = stage
    }

    /// Starts it, and waits until it watches.
    @discardableResult
    func start() async throws -> Subprocess {
        let number = starts.withLock { count in
            count += 1
            return count
        }
        let line = wrapper + [PeerSettings.binary, "run", "--config", configuration]
        let process = try stage.start(
            line[0], Array(line.dropFirst()), environment: environment, name: "daemon-\(number)")
        program.withLock { $0 = process }
        try await eventually("relink run watches") {
            if !process.isRunning { throw EndedTooSoon(errors: process.errors) }
            return process.errors.contains("watcher.started") || process.output.contains("watcher.started")
        }
        return process
    }

    /// Writes another configuration in the place of the first; it is read at the next start or reload.
    func configure(_ scenery: Scenery) throws { try stage.write(scenery.yaml(port: port), to: "relink.yaml") }

    /// Starts it, and waits until it has looked at everything once.
    @discardableResult
    func startAndSettle() async throws -> Subprocess {
        let process = try await start()
        try await eventually("relink is ready") {
            // Nobody listens in its first moments.
            (try? await ask("/readyz").status) == 200
        }
        return process
    }

    /// The memory that it takes, in MiB; nil while it does not run.
    var residentMiB: Double? { program.withLock { $0?.residentMiB } }

    /// Its process id; 0 before it was started.
    var pid: Int32 { program.withLock { $0?.pid ?? 0 } }

    /// All that it printed since its last start.
    var printed: String { program.withLock { $0.map { $0.output + $0.errors } ?? "" } }

    /// Sends it a signal.
    func signal(_ number: Int32) { program.withLock { $0?.signal(number) } }

    /// Has it stand still while something else happens.
    func pausing<Value>(
        isolation: isolated (any Actor)? = #isolation, _ body: () async throws -> Value
    ) async throws -> Value {
        signal(SIGSTOP)
        defer { signal(SIGCONT) }
        return try await body()
    }

    /// SIGTERM, and its exit status.
    func stop() async throws -> Int32 {
        guard let program = program.withLock({ $0 }) else { return 0 }
        program.signal(SIGTERM)
        return try await program.ended(within: .seconds(20))
    }

    /// kill -9.
    func kill() async throws {
        guard let program = program.withLock({ $0 }) else { return }
        program.signal(SIGKILL)
        try await program.ended()
    }

    /// Runs another command with the same configuration.
    func command(_ arguments: String...) async throws -> (status: Int32, output: String, errors: String) {
        try await stage.run(arguments + ["--config", configuration], environment: environment)
    }

    /// Asks its API, with its own key unless told otherwise.
    func ask(_ path: String) async throws -> HTTPResponse {
        try await ask(path, key: key)
    }

    /// Asks its API with that key, or none.
    func ask(_ path: String, key: String?) async throws -> HTTPResponse {
        try await Loopback.ask(url + path, key: key)
    }

    /// What it was seen to do, from the command `history`: the observed changes of a session, oldest first.
    func observedChanges(of session: String) async throws -> [Change] {
        let answer = try await command("history", session, "--json", "--limit", "1000000")
        return try Self.changes(JSONText.parse(answer.output))
    }

    /// The same from its API, while it runs.
    func shownChanges(of session: String) async throws -> [Change] {
        try await Self.changes(ask("/api/v1/history/main/\(session)?limit=1000").json)
    }

    private static func changes(_ history: JSONValue) -> [Change] {
        history["history"]?.array?.compactMap { line in
            guard line["event"]?.string == "observed", let from = line["previous_state"]?.string,
                let to = line["state"]?.string
            else { return nil }
            return Change(from: from, to: to)
        } ?? []
    }

    /// It ended where it should watch.
    struct EndedTooSoon: Error {
        let errors: String
    }
}
