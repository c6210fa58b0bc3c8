// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Notes what one program does to its files, and when it has the disk keep them. `diskrecorder.c` says how.
struct DiskRecorder: Sendable {
    private let stage: Stage
    private let record: String
    private let folder: String

    /// The recorder of a stage's program, for the files of a folder in it.
    init(on stage: Stage, folder: String) {
        self.stage = stage
        record = "\(stage.folder)/disk.record"
        self.folder = "\(stage.folder)/\(folder)"
    }

    /// Makes the recorder.
    ///
    /// Throws ``CannotRunHere`` without a C compiler.
    ///
    /// - Returns: what becomes the program.
    func wrapper() async throws -> [String] {
        let library = try await stage.library("diskrecorder")
        return ["/usr/bin/env", "LD_PRELOAD=\(library)", "DISK_FOLDER=\(folder)", "DISK_RECORD=\(record)"]
    }

    /// What was done so far.
    func notes() throws -> [DiskNote] { try DiskNote.read(Data(contentsOf: URL(fileURLWithPath: record))) }
}
