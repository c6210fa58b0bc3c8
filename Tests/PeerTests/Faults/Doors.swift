// SPDX-License-Identifier: Apache-2.0

import JSONText

/// `doors.py` as a program of its own: ports that let nobody through to the receiver until they are opened.
struct Doors: Sendable {
    private let control: String
    private let ports: [String: Int]

    /// Closes a door of each name in front of the receiver.
    ///
    /// - Parameter certificates: the folder with the certificates.
    init(on stage: Stage, to receiver: Receiver, _ names: [String], certificates: String? = nil) async throws {
        let target = receiver.url.split(separator: ":").last.map(String.init) ?? ""
        let program = try stage.start(
            PeerSettings.python, ["-B", PeerSettings.program("doors"), target, certificates ?? ""] + names,
            name: "doors")
        try await eventually("the doors are there") {
            if !program.isRunning { throw Simulator.Refused(what: "doors: \(program.errors)") }
            return program.output.hasSuffix("\n")
        }
        let answer = try JSONText.parse(program.output)
        control = answer["control"]?.string ?? ""
        ports = Dictionary(
            uniqueKeysWithValues: names.map { ($0, Int(answer["ports"]?[$0]?.integer ?? 0)) })
    }

    /// The port of one.
    func port(_ name: String) -> Int { ports[name] ?? 0 }

    /// Lets everybody through from now on.
    func open(_ name: String) async throws { _ = try await Loopback.ask("\(control)/open?door=\(name)") }

    /// How many bytes of requests those got to see that were closed.
    func bytesSeen() async throws -> Int {
        let report = try await Loopback.ask("\(control)/report").json
        return ports.keys.reduce(0) { $0 + Int(report[$1]?.integer ?? 1) }
    }
}
