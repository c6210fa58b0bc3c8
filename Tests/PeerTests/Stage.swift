// SPDX-License-Identifier: Apache-2.0

import Foundation
import Synchronization

/// Where one test plays: a folder of its own and the programs started in it. Both are gone when the test is over.
final class Stage: Sendable {
    /// The folder.
    let folder: String
    private let programs = Mutex<[Subprocess]>([])
    private let commands = Mutex(0)

    /// Lets a test play.
    static func play<Value>(
        isolation: isolated (any Actor)? = #isolation, _ body: (Stage) async throws -> Value
    ) async throws -> Value {
        let stage = try Stage()
        do {
            let value = try await body(stage)
            await stage.clear()
            return value
        } catch {
            await stage.clear()
            throw error
        }
    }

    private init() throws {
        folder = NSTemporaryDirectory() + "relink-peers-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    private func clear() async {
        let programs = programs.withLock { $0 }
        for program in programs { program.signal(SIGKILL) }
        for program in programs { _ = try? await program.ended() }
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// Starts a program that is ended with the test, if it does not end before.
    func start(
        _ executable: String, _ arguments: [String], environment: [String: String] = [:], name: String
    ) throws -> Subprocess {
        let program = try Subprocess(executable, arguments, environment: environment, name: name, in: folder)
        programs.withLock { $0 = $0.filter(\.isRunning) + [program] }
        return program
    }

    /// Runs a command to its end.
    func run(
        _ arguments: [String], of executable: String = PeerSettings.binary, environment: [String: String] = [:]
    ) async throws -> (status: Int32, output: String, errors: String) {
        let number = commands.withLock { count in
            count += 1
            return count
        }
        let program = try start(executable, arguments, environment: environment, name: "command-\(number)")
        let status = try await program.ended()
        return (status, program.output, program.errors)
    }

    /// Makes a library of a C program, to be preloaded into another program.
    ///
    /// Throws ``CannotRunHere`` without a C compiler.
    func library(_ name: String) async throws -> String {
        let library = "\(folder)/\(name).so"
        // Swift brings clang along.
        let compile = "$(command -v cc || echo clang) -shared -fPIC -O1 -o \"$0\" \"$1\""
        let built = try await run(
            ["-c", compile, library, PeerSettings.source(name)], of: "/bin/sh",
            environment: ["PATH": PeerSettings.path])
        guard built.status == 0 else { throw CannotRunHere(reason: "no C compiler") }
        return library
    }

    /// Writes a file in the folder, readable for its owner only.
    @discardableResult
    func write(_ text: String, to name: String) throws -> String {
        let path = "\(folder)/\(name)"
        try FileManager.default.createDirectory(
            at: URL(fileURLWithPath: path).deletingLastPathComponent(), withIntermediateDirectories: true)
        // Whole at every moment, since somebody may read it just now.
        try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        return path
    }
}
