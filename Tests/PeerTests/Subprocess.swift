// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A program that a test has started. What it prints goes to files, so that no full pipe can hold it up.
struct Subprocess: Sendable {
    private let process: Process
    private let outputFile: String
    private let errorFile: String

    /// Starts it, with nothing in its environment but PATH and what is given.
    ///
    /// - Parameter folder: its working directory, where its output goes as `<name>.out` and `<name>.err`, appended.
    init(
        _ executable: String, _ arguments: [String], environment: [String: String] = [:], name: String,
        in folder: String
    ) throws {
        outputFile = "\(folder)/\(name).out"
        errorFile = "\(folder)/\(name).err"
        process = Process()
        process.executableURL = URL(fileURLWithPath: executable)
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        process.environment = environment.merging(["PATH": "/usr/local/bin:/usr/bin:/bin"]) { given, _ in given }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try Self.appending(to: outputFile)
        process.standardError = try Self.appending(to: errorFile)
        try process.run()
    }

    /// What it printed so far, and what those of the same name before it printed.
    var output: String { Self.text(outputFile) }
    /// The same for standard error.
    var errors: String { Self.text(errorFile) }
    /// Its process id.
    var pid: Int32 { process.processIdentifier }
    /// Whether it has not ended yet.
    var isRunning: Bool { process.isRunning }

    /// Sends a signal; does nothing once it has ended.
    func signal(_ number: Int32) {
        guard process.isRunning else { return }
        kill(process.processIdentifier, number)
    }

    /// The memory it takes at the moment, in MiB; nil once it has ended.
    var residentMiB: Double? {
        let status = Self.text("/proc/\(pid)/status")
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        return line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Double($0) }.map { $0 / 1024 }
    }

    /// Waits for its end.
    ///
    /// - Returns: its exit status; minus the signal's number where a signal ended it.
    @discardableResult
    func ended(within limit: Duration = .seconds(30)) async throws -> Int32 {
        try await eventually("\(process.executableURL?.lastPathComponent ?? "program") ends", within: limit) {
            !process.isRunning
        }
        return process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
    }

    private static func appending(to file: String) throws -> FileHandle {
        if !FileManager.default.fileExists(atPath: file) { try Data().write(to: URL(fileURLWithPath: file)) }
        let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: file))
        try handle.seekToEnd()
        return handle
    }

    private static func text(_ file: String) -> String {
        String(decoding: FileManager.default.contents(atPath: file) ?? Data(), as: UTF8.self)
    }
}
