// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The wall clock of one program, which can be turned while it runs. `wallclock.c` says how.
struct WallClock: Sendable {
    private let stage: Stage
    private let file: String

    /// The clock of a stage's program.
    init(on stage: Stage) {
        self.stage = stage
        file = "\(stage.folder)/wallclock"
    }

    /// Makes the clock, which is right at first.
    ///
    /// Throws ``CannotRunHere`` without a C compiler.
    ///
    /// - Returns: what becomes the program.
    func wrapper() async throws -> [String] {
        let library = try await stage.library("wallclock")
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
