// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The wall clock of one program, which can be turned while it runs. `wallclock.c` says how.
struct WallClock: Sendable {
    private let stage: Stage
    private let library: String
    private let file: String

    /// The clock of a stage's program.
    init(on stage: Stage) {
        self.stage = stage
        library = "\(stage.folder)/wallclock.so"
        file = "\(stage.folder)/wallclock"
    }

    /// Makes the clock, which is right at first.
    ///
    /// Throws ``CannotRunHere`` without a C compiler.
    ///
    /// - Returns: what becomes the program.
    func wrapper() async throws -> [String] {
        // Swift brings clang along.
        let compile = "$(command -v cc || echo clang) -shared -fPIC -O1 -o \"$0\" \"$1\""
        let built = try await stage.run(
            ["-c", compile, library, PeerSettings.source("wallclock")], of: "/bin/sh",
            environment: ["PATH": PeerSettings.path])
        guard built.status == 0 else { throw CannotRunHere(reason: "no C compiler") }
        try Data(count: MemoryLayout<Int64>.size).write(to: URL(fileURLWithPath: file))
        return ["/usr/bin/env", "LD_PRELOAD=\(library)", "WALLCLOCK=\(file)"]
    }

    /// Sets it that far off, at once. The file stays the same one, since it is mapped.
    func turn(by seconds: Int64) throws {
        let handle = try FileHandle(forUpdating: URL(fileURLWithPath: file))
        defer { try? handle.close() }
        try withUnsafeBytes(of: seconds) { try handle.write(contentsOf: Data($0)) }
    }
}
