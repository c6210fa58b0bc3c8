// SPDX-License-Identifier: Apache-2.0

import Foundation
import HTTPTransfer
import Testing

/// Row 3: the disk with the store is full, again and again. What cannot be stored waits in memory.
struct DiskFullRow: FaultRow {
    let number = 3
    let fault = "disk with the store full"

    func play(_ scale: FaultScale) async throws -> FaultFigures {
        try await Rig.play(
            sessions: 40,
            wrapper: { stage in
                try stage.write("", to: "data/.made")
                return try await PrivateMounts.wrapper(
                    "mount -t tmpfs -o size=64m,mode=700 tmpfs '\(stage.folder)/data'", on: stage)
            },
            configure: { scenery, receiver, _ in
                scenery.furtherChannels.append(
                    Scenery.webhook("people", "\(receiver.url)/people", events: "incidents"))
            }
        ) { rig in
            let times = scale(3, 20)
            var recoveries: [Double] = []
            for number in 1...times {
                let warned = try warnings(rig)
                try await rig.change("sim-1", number.isMultiple(of: 2) ? .connected : .unlinked)
                let filler = try Filler(in: rig)
                try await overfill(rig)
                try await eventually("people are warned of the disk") { try warnings(rig) > warned }
                #expect(try await rig.daemon.ask("/healthz").status == 200, "it goes on")
                let freed = ContinuousClock.now
                try filler.remove()
                #expect(try await rig.verdict().lost == 0)
                recoveries.append(Double((ContinuousClock.now - freed) / .seconds(1)))
            }
            var figures = try await rig.verdict()
            figures.injected = times
            let longest = recoveries.max() ?? 0
            figures.notes.append("told within \(FaultFigures.seconds(longest)) of room")
            #expect(try await rig.daemon.stop() == 0)
            return figures
        }
    }

    private func warnings(_ rig: Rig) throws -> Int {
        try rig.received("people").count { $0.kind == "watcher.degraded" }
    }

    /// Lets the sessions change until that cannot be stored: the store's own files have some room left, which is used first.
    private func overfill(_ rig: Rig) async throws {
        func refusals() -> Int { rig.daemon.printed.split(separator: "store.commit_failed").count }
        let before = refusals()
        for round in 0..<100 where refusals() == before {
            try await rig.script.showAll(round.isMultiple(of: 2) ? .opening : .unlinked)
            try await rig.seen()
        }
        try await eventually("the store says that it is full") { refusals() > before }
    }

    /// A file that takes all the room that is left, on the disk that only the daemon sees.
    private struct Filler {
        private let path: String

        init(in rig: Rig) throws {
            path = "/proc/\(rig.daemon.pid)/root\(rig.stage.folder)/data/filler"
            guard FileManager.default.createFile(atPath: path, contents: nil),
                let file = FileHandle(forWritingAtPath: path)
            else {
                throw CannotRunHere(reason: "the daemon's disk cannot be reached")
            }
            defer { try? file.close() }
            for size in [65_536, 512, 1] {
                let block = Data(count: size)
                do {
                    while true { try file.write(contentsOf: block) }
                } catch {
                    // No room for a block of that size any more.
                }
            }
        }

        func remove() throws { try FileManager.default.removeItem(atPath: path) }
    }
}
