// SPDX-License-Identifier: Apache-2.0

import Testing

/// Rows 8, 10, 11, 13 and 15: receivers that misbehave, each on a channel of its own, beside one that does not.
///
/// Each treats its first requests badly and then takes everything. The healthy channel must not notice, and the watcher
/// must know what had arrived: where the answer said 200 with whole headers, no copy follows.
struct BehaviourRow: FaultRow {
    /// One way to misbehave.
    struct Behaviour: Sendable {
        /// Its name in `behaviours.py`.
        let name: String
        /// Whether the message counts as delivered, so that no copy may follow.
        let isTaking: Bool

        static func taking(_ name: String) -> Behaviour { Behaviour(name: name, isTaking: true) }
        static func refusing(_ name: String) -> Behaviour { Behaviour(name: name, isTaking: false) }
    }

    static let broken = BehaviourRow(
        number: 8, fault: "receiver refuses, resets, closes, accepts no connection, never answers",
        behaviours: [.refusing("reset"), .refusing("close"), .refusing("hang"), .refusing("unavailable")],
        doors: ["refused", "full"])
    static let slow = BehaviourRow(
        number: 10, fault: "headers one by one, no answer at all, a body of one byte a second",
        behaviours: [.refusing("drip"), .refusing("hang"), .taking("trickle")], sessions: (16, 200))
    static let late = BehaviourRow(
        number: 11, fault: "200 after the watcher's time limit", behaviours: [.refusing("late")])
    static let floods = BehaviourRow(
        number: 13, fault: "endless body, headers and 1xx, 10 GiB announced, gzip bomb, 200 and a stall",
        behaviours: [
            .taking("endless_body"), .refusing("endless_headers"), .refusing("endless_continue"),
            .taking("huge_length"), .taking("gzip_bomb"), .taking("stall"),
        ])
    static let nonsense = BehaviourRow(
        number: 15, fault: "HTTP/0.9, broken status line, chunks, lengths and headers",
        behaviours: [
            .refusing("http09"), .refusing("bad_status"), .taking("bad_chunk"), .taking("cut_chunk"),
            .refusing("negative_length"), .refusing("nul_header"), .refusing("long_header"), .refusing("cut_head"),
        ])

    let number: Int
    let fault: String
    let behaviours: [Behaviour]
    /// Ports that let nobody through at first.
    var doors: [String] = []
    /// How many sessions change at once: in the short form, and in the long one.
    var sessions = (2, 10)
    /// The most requests that are treated badly, since a channel that fails is tried once at a time.
    private static let most = 40

    func play(_ scale: FaultScale) async throws -> FaultFigures {
        let channels = ["hook"] + behaviours.map(\.name) + doors
        let sessions = scale(sessions.0, sessions.1)
        return try await Rig.play(sessions: sessions, channels: channels, doors: doors) { rig in
            let memory = rig.daemon.residentMiB
            for behaviour in behaviours {
                try await rig.receiver.treat("/\(behaviour.name)", behaviour.name, count: min(sessions, Self.most))
            }
            try await rig.script.showAll(.unlinked)
            try await rig.seen()
            try await rig.script.showAll(.connected)
            let refused = try await open(rig)
            var figures = try await rig.verdict(within: .seconds(scale(120, 1800)))
            for behaviour in behaviours { figures.injected += try judge(behaviour, rig) }
            figures.injected += refused
            let healthy = Oracle.judge(rig.script.steps, try rig.received("hook"))
            // Two polls of a second, and what a busy machine adds.
            let p95 = try #require(healthy.p95)
            #expect(p95 < 8, "a healthy channel does not notice")
            figures.notes.append("healthy channel beside it p95 \(FaultFigures.seconds(p95))")
            if let memory, let now = rig.daemon.residentMiB {
                #expect(now - memory < 24, "memory stays flat")
                figures.notes.append("RSS \(FaultFigures.mebibytes(memory)) → \(FaultFigures.mebibytes(now))")
            }
            #expect(try await rig.daemon.stop() == 0)
            return figures
        }
    }

    /// Opens the doors once somebody was turned away from each.
    ///
    /// - Returns: how many attempts were.
    private func open(_ rig: Rig) async throws -> Int {
        var attempts = 0
        for door in doors {
            try await eventually("an attempt is turned away: \(door)") {
                try await rig.metric("relink_attempts_total", of: door) > 0
            }
            attempts += Int(try await rig.metric("relink_attempts_total", of: door))
            try await rig.doors?.open(door)
        }
        return attempts
    }

    /// - Returns: how many requests were treated so.
    private func judge(_ behaviour: Behaviour, _ rig: Rig) throws -> Int {
        let received = try rig.received(behaviour.name)
        let treated = received.filter { $0.mode == behaviour.name }
        #expect(!treated.isEmpty, "\(behaviour.name) took place")
        if behaviour.isTaking {
            #expect(
                Set(received.map(\.id)).count == received.count, "\(behaviour.name): what had arrived is not sent again"
            )
        }
        return treated.count
    }
}
