// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import OutboxStore
import RelinkModel
import StatusServer

/// How commands end, after sysexits(3), so that scripts and supervisors can tell what happened.
enum ExitStatus {
    /// The command line makes no sense, or a session's name is not unique.
    static let usage: Int32 = 64
    /// A file holds what it must not: a damaged or newer store.
    static let data: Int32 = 65
    /// Something that is needed does not answer or is taken.
    static let unavailable: Int32 = 69
    /// The disk refuses.
    static let inputOutput: Int32 = 74
    /// The configuration is wrong.
    static let configuration: Int32 = 78

    /// How a command ends that the store refuses.
    static func of(_ error: StoreError) -> Int32 {
        switch error {
        case .locked, .fenced: unavailable
        case .full, .inputOutput: inputOutput
        case .corrupt, .newer: data
        }
    }
}

/// A command that cannot go on: what people read, and how it ends.
struct Failure: Error {
    let words: String
    let status: Int32

    /// Says it on standard error and ends with the status.
    func reported() -> ExitCode {
        Console.error.write("relink: \(words)\n")
        return ExitCode(status)
    }
}
