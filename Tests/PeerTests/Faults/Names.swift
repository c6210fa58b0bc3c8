// SPDX-License-Identifier: Apache-2.0

import Foundation

/// `names.py` as a program of its own: a name server that misbehaves by name until it is healed.
struct Names: Sendable {
    /// Where it answers, on loopback; resolvers ask no port but 53.
    static let address = "127.0.0.153"

    /// The address of its control.
    let control: String

    /// Starts it.
    ///
    /// Throws ``CannotRunHere`` where the port cannot be had.
    init(on stage: Stage) async throws {
        let program = try stage.start(
            PeerSettings.python, ["-B", PeerSettings.program("names"), Self.address], name: "names")
        try await eventually("the name server answers") { !program.isRunning || program.output.hasSuffix("\n") }
        guard program.output.hasSuffix("\n") else {
            throw CannotRunHere(reason: "port 53 of \(Self.address) cannot be had")
        }
        control = program.output.split(separator: "\n").first.map(String.init) ?? ""
    }

    /// Lets every name be 127.0.0.1, by the control that a stage has noted in its file `names`.
    static func heal(_ stage: Stage) async throws {
        let control = try String(contentsOfFile: "\(stage.folder)/names", encoding: .utf8)
        _ = try await Loopback.ask("\(control)/heal")
    }
}
