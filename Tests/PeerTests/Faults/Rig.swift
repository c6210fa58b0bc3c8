// SPDX-License-Identifier: Apache-2.0

import Foundation
import HTTPTransfer
import JSONText

/// What most rows are played with: a gateway that follows a script, a receiver, and the watcher between them, which tells
/// each change to some channels.
struct Rig: Sendable {
    let stage: Stage
    let simulator: Simulator
    let receiver: Receiver
    let daemon: Daemon
    let script: Script
    /// What the configuration says.
    let scenery: Scenery
    /// The webhooks, each with its own path at the receiver.
    let channels: [String]
    /// What stands before some of them, if anything does.
    let doors: Doors?

    /// Lets a row play, once all sessions are believed connected.
    ///
    /// - Parameters:
    ///   - doors: those of the channels that have a door of their name.
    ///   - certificates: gives the folder of the doors' certificates; then they are behind https.
    ///   - wrapper: what becomes the daemon.
    ///   - configure: what the configuration says beyond that.
    static func play(
        sessions: Int = 2, channels: [String] = ["hook"], doors: [String] = [],
        certificates: ((Stage) async throws -> String)? = nil,
        wrapper: (Stage) async throws -> [String] = { _ in [] },
        configure: (inout Scenery, Receiver, Stage) async throws -> Void = { _, _, _ in },
        _ body: (Rig) async throws -> FaultFigures
    ) async throws -> FaultFigures {
        try await Stage.play { stage in
            let simulator = try await Simulator(on: stage, sessions: sessions)
            let receiver = try await Receiver(on: stage)
            var scenery = Scenery(
                gateway: simulator.url, sessions: simulator.sessions, receiver: "\(receiver.url)/hook",
                events: "transitions")
            let folder = try await certificates?(stage)
            let standing = doors.isEmpty ? nil : try await Doors(on: stage, to: receiver, doors, certificates: folder)
            scenery.furtherChannels = channels.filter { $0 != "hook" }.map { channel in
                guard let standing, doors.contains(channel) else {
                    return Scenery.webhook(channel, "\(receiver.url)/\(channel)")
                }
                let scheme = folder == nil ? "http" : "https"
                return Scenery.webhook(channel, "\(scheme)://127.0.0.1:\(standing.port(channel))/\(channel)")
            }
            // What is late here is the machine, and not the gateway.
            scenery.timeout = "15s"
            try await configure(&scenery, receiver, stage)
            let daemon = try Daemon(on: stage, scenery, wrapper: await wrapper(stage))
            let rig = Rig(
                stage: stage, simulator: simulator, receiver: receiver, daemon: daemon, script: Script(simulator),
                scenery: scenery, channels: channels, doors: standing)
            try await daemon.startAndSettle()
            try await rig.seen()
            return try await body(rig)
        }
    }

    /// Waits until the watcher shows every session as the script left it.
    func seen(within limit: Duration = .seconds(30)) async throws {
        try await eventually("the watcher sees what the script shows", within: limit) {
            // While it restarts or stands still, nobody answers.
            guard let answer = try? await daemon.ask("/api/v1/sessions") else { return false }
            let sessions = try answer.json["sessions"]?.array ?? []
            let shown = sessions.map { ($0["name"]?.string ?? "", $0["state"]?.string ?? "") }
            return Dictionary(shown) { $1 } == script.truth
        }
    }

    /// Shows that, and waits until the watcher has seen it.
    func change(_ session: String, _ page: Script.Page) async throws {
        try await script.show(session, page)
        try await seen()
    }

    /// What came to a channel.
    func received(_ channel: String) throws -> [Received] {
        try receiver.received().filter { $0.path == "/\(channel)" }
    }

    /// Waits until everything is told that the script says, or the time is over; then what was found is the verdict.
    ///
    /// - Parameter channels: those that can have heard of it; nil for all.
    func verdict(_ channels: [String]? = nil, within limit: Duration = .seconds(60)) async throws -> FaultFigures {
        do {
            try await eventually("everything is told", within: limit) {
                try judge(channels ?? self.channels).lost == 0
            }
        } catch is NeverHappened {
            // The figures tell what is missing.
        }
        return try judge(channels ?? self.channels)
    }

    private func judge(_ channels: [String]) throws -> FaultFigures {
        let steps = script.steps
        let byPath = Dictionary(grouping: try receiver.received(), by: \.path)
        var figures = FaultFigures()
        for channel in channels {
            let found = Oracle.judge(steps, byPath["/\(channel)"] ?? [])
            if found.lost > 0 { figures.notes.append("\(found.lost) lost at \(channel)") }
            figures.add(found)
        }
        return figures
    }

    /// The store's files together, in MiB.
    func storeMiB() throws -> Double {
        let folder = "\(stage.folder)/data"
        return try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasPrefix("relink.db") }
            .map { try FileManager.default.attributesOfItem(atPath: "\(folder)/\($0)")[.size] as? Double ?? 0 }
            .reduce(0, +) / 1_048_576
    }

    /// Tries a channel at once that is held back.
    func resume(_ channel: String) async throws {
        let answer = try await daemon.command("channels", "resume", channel)
        guard answer.status == 0 else { throw Simulator.Refused(what: "channels resume: \(answer.errors)") }
    }

    /// The sum of a metric's samples, or of those of one channel.
    func metric(_ name: String, of channel: String? = nil) async throws -> Double {
        let label = channel.map { "channel=\"\($0)\"" } ?? ""
        return try await daemon.ask("/metrics").text.split(separator: "\n")
            .filter { ($0.hasPrefix(name + " ") || $0.hasPrefix(name + "{")) && (label.isEmpty || $0.contains(label)) }
            .compactMap { $0.split(separator: " ").last.flatMap { Double($0) } }.reduce(0, +)
    }
}
