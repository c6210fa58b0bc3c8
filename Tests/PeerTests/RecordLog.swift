// SPDX-License-Identifier: Apache-2.0

import Foundation
import JSONText
import Synchronization

/// The file that a receiver appends a line to for each request. Each line is read once, however often one looks.
final class RecordLog: Sendable {
    private struct State {
        var offset: UInt64 = 0
        var records: [Received] = []
    }

    /// The file.
    let path: String
    private let state = Mutex(State())

    /// The log at that path; nobody need have written to it yet.
    init(_ path: String) { self.path = path }

    /// All whole lines so far.
    func read() throws -> [Received] {
        try state.withLock { state in
            guard let file = FileHandle(forReadingAtPath: path) else { return state.records }
            defer { try? file.close() }
            try file.seek(toOffset: state.offset)
            let bytes = [UInt8](try file.readToEnd() ?? Data())
            guard let end = bytes.lastIndex(of: UInt8(ascii: "\n")) else { return state.records }
            for line in bytes[..<end].split(separator: UInt8(ascii: "\n")) {
                state.records.append(try Received(JSONText.parse(Array(line))))
            }
            state.offset += UInt64(end + 1)
            return state.records
        }
    }
}
