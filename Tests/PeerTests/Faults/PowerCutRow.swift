// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// Row 2: the power is cut between any two things that the watcher does to its files.
///
/// A test cannot cut a machine's power. So a recorder notes what the watcher does to its disk, and ``ForgetfulDisk`` makes
/// what a cut would have left: what was synchronized, and all, half or none of the rest. What a receiver had accepted by
/// then must be in each of these stores; and of some a watcher is started, which must tell the rest, once and in order.
struct PowerCutRow: FaultRow {
    let number = 2
    let fault = "power cut between any two writes, what was not synchronized lost at random"

    func play(_ scale: FaultScale) async throws -> FaultFigures {
        let data = "data"
        return try await Rig.play(
            sessions: scale(20, 100), wrapper: { try await DiskRecorder(on: $0, folder: data).wrapper() },
            configure: { scenery, receiver, _ in
                scenery.furtherChannels.append(
                    Scenery.webhook("people", "\(receiver.url)/people", events: "incidents"))
            }
        ) { rig in
            var dice = Dice(seed: PeerSettings.seed)
            let changes = Task { [dice = Dice(seed: dice.next())] in try await rig.script.wander(dice) }
            try await eventually("enough is told", within: .seconds(120)) {
                try rig.receiver.received().count >= scale(300, 3000)
            }
            try await rig.daemon.kill()
            changes.cancel()
            _ = await changes.result
            // What stays as it is while the cuts are judged: an opening page, for one, counts as stuck after a while.
            try await rig.script.showAll(.connected)
            let aftermath = Aftermath(
                rig: rig, folder: StoreFolder("\(rig.stage.folder)/\(data)"), told: try rig.receiver.received())
            let notes = try DiskRecorder(on: rig.stage, folder: data).notes()
            try checkRecord(notes, against: aftermath.folder)
            let cuts = cuts(of: notes, scale(40, 500), &dice)
            var figures = FaultFigures(injected: cuts.count, alerts: Set(aftermath.told.map(\.id)).count)
            for (number, image) in PowerCuts(of: notes, at: cuts, Dice(seed: dice.next())).enumerated() {
                figures.lost += try await aftermath.missing(image)
                if number % scale(10, 20) == 0 { figures.add(try await aftermath.restart(image)) }
            }
            let forgetful = PowerCuts(of: notes, ignoring: relaxed(notes), at: cuts, Dice(seed: dice.next()))
            var lacking = 0
            for image in forgetful where try await aftermath.missing(image) > 0 { lacking += 1 }
            #expect(lacking > 0, "a disk that forgets more must show, or the row shows nothing")
            figures.notes.append("with synchronous=NORMAL \(lacking) of them would have lost something")
            return figures
        }
    }

    /// A record that lacks something would show nothing.
    private func checkRecord(_ notes: [DiskNote], against folder: StoreFolder) throws {
        var disk = ForgetfulDisk()
        for note in notes { disk.perform(note) }
        for (name, content) in disk.contents() {
            #expect(try folder.read(name) == content, "\(name): the record is what is there")
        }
        #expect(notes.contains { $0.isSynchronization(of: StoreFolder.log) })
    }

    /// Where the power is cut: before which notes. One in ten falls in the time in which the store is made.
    private func cuts(of notes: [DiskNote], _ count: Int, _ dice: inout Dice) -> [Int] {
        let made = notes.firstIndex { $0.kind == .renamed } ?? 0
        return (0..<count).map { Int.random(in: 0..<($0 % 10 == 0 ? made + 1 : notes.count), using: &dice) }.sorted()
    }

    /// The notes that would not be there with `synchronous=NORMAL`: then SQLite synchronizes its log only before it brings
    /// it into the database.
    private func relaxed(_ notes: [DiskNote]) -> Set<Int> {
        var absent: Set<Int> = []
        var following = ""
        for index in notes.indices.reversed() {
            if notes[index].kind == .written {
                following = notes[index].file
            } else if notes[index].isSynchronization(of: StoreFolder.log), following != StoreFolder.database {
                absent.insert(index)
            }
        }
        return absent
    }
}
