// SPDX-License-Identifier: Apache-2.0

import Testing

/// What is found when a machine comes back after a power cut.
struct Aftermath: Sendable {
    let rig: Rig
    let folder: StoreFolder
    /// All that came to the receiver before the record ended.
    let told: [Received]

    /// How much of what was accepted by then the store does not know.
    func missing(_ image: PowerCuts.Image) async throws -> Int {
        let accepted = Set(told.filter { $0.isAccepted && $0.time <= image.moment }.map(\.id))
        guard !accepted.isEmpty else { return 0 }
        try folder.replace(with: image.files)
        let found = try await rig.stage.run(
            ["-B", PeerSettings.program("delivery_ids"), folder.path(of: StoreFolder.database)],
            of: PeerSettings.python)
        #expect(found.status == 0, "\(found.errors)")
        return accepted.subtracting(found.output.split(separator: "\n").map(String.init)).count
    }

    /// Starts a watcher on what is left, which must tell what it knew of and had not told.
    func restart(_ image: PowerCuts.Image) async throws -> FaultFigures {
        try folder.replace(with: image.files)
        let before = told.filter { $0.time <= image.moment }
        let count = try rig.receiver.received().count
        try await rig.daemon.startAndSettle()
        try await rig.seen()
        var figures = FaultFigures()
        do {
            try await eventually("everything is told", within: .seconds(60)) {
                figures = try await judge(before + rig.receiver.received().dropFirst(count))
                return figures.lost + figures.strays == 0
            }
        } catch is NeverHappened {
            // The figures tell what is missing.
        }
        #expect(try await rig.daemon.stop() == 0)
        return figures
    }

    private func judge(_ received: [Received]) async throws -> FaultFigures {
        var figures = Oracle.copies(received)
        let told = Dictionary(grouping: Oracle.transitions(received), by: { $0.session ?? "" })
        for session in rig.simulator.sessions {
            figures.add(Oracle.compare(try await rig.daemon.shownChanges(of: session), told[session] ?? []))
        }
        // Counted once for all cuts.
        figures.alerts = 0
        return figures
    }
}
