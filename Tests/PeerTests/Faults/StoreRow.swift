// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// Row 4: stores that cannot be used. A start refuses each in words, with the exit status of its kind, and leaves the files
/// as they were; with the store back as it was, what happened meanwhile is told.
struct StoreRow: FaultRow {
    let number = 4
    let fault = "store empty, foreign, damaged at a random page, locked, read-only, on no disk"

    func play(_ scale: FaultScale) async throws -> FaultFigures {
        try await Rig.play(sessions: 20) { rig in
            for page in [Script.Page.closed, .connected, .unlinked, .connected] {
                try await rig.script.showAll(page)
                try await rig.seen()
            }
            #expect(try await rig.verdict().lost == 0)
            try await refuseLocked(rig)
            #expect(try await rig.daemon.stop() == 0)
            // What has to be told once the store is well again.
            try await rig.script.showAll(.unlinked)
            let store = Files(rig)
            let good = try store.database()
            var injected = 1
            for (content, words) in [
                (Data(), "missing or empty"), (Data("this was a database once".utf8), "not a store"),
                (good.prefix(good.count / 2), "damaged"),
            ] {
                try await refuse(content, saying: words, store, rig)
                injected += 1
            }
            let (found, pages) = try await damagePages(good, times: scale(8, 60), store, rig)
            try store.write(good)
            injected += pages
            injected += try await refuseReadOnly(rig)
            try await rig.daemon.startAndSettle()
            var figures = try await rig.verdict()
            figures.injected = injected
            figures.notes.append("\(found) of \(pages) damaged pages found at the start")
            #expect(found == pages)
            #expect(try await rig.daemon.stop() == 0)
            return figures
        }
    }

    /// The store's file.
    private struct Files {
        private let path: String

        init(_ rig: Rig) { path = "\(rig.stage.folder)/data/relink.db" }

        func database() throws -> Data { try Data(contentsOf: URL(fileURLWithPath: path)) }

        func write(_ content: Data) throws {
            for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
            try content.write(to: URL(fileURLWithPath: path))
        }
    }

    private func refuse(_ content: Data, saying words: String, _ store: Files, _ rig: Rig) async throws {
        try store.write(content)
        let ended = try await rig.daemon.command("run")
        #expect(ended.status == 65, "\(words)")
        #expect(ended.errors.contains("relink.db") && ended.errors.contains(words), "\(ended.errors)")
        #expect(try store.database() == content, "a store that is refused stays as it is")
    }

    /// Fills one page at a time with noise, but for the first, which says what the file is.
    private func damagePages(_ good: Data, times: Int, _ store: Files, _ rig: Rig) async throws -> (Int, Int) {
        let size = 4096
        var dice = Dice(seed: PeerSettings.seed)
        var found = 0
        for _ in 0..<times {
            var damaged = good
            let page = Int.random(in: 1..<good.count / size, using: &dice)
            for offset in page * size..<(page + 1) * size { damaged[offset] = UInt8.random(in: 0...255, using: &dice) }
            try store.write(damaged)
            let ended = try await rig.daemon.command("run")
            if ended.status == 65 { found += 1 }
            #expect(try store.database() == damaged, "a store that is refused stays as it is")
        }
        return (found, times)
    }

    private func refuseLocked(_ rig: Rig) async throws {
        let ended = try await rig.daemon.command("run")
        #expect(ended.status == 69)
        #expect(ended.errors.contains("relink.db"))
    }

    /// Root may write wherever it likes, so the whole disk is read-only; and there is a disk without room.
    ///
    /// - Returns: how many of the two could be tried.
    private func refuseReadOnly(_ rig: Rig) async throws -> Int {
        let data = "'\(rig.stage.folder)/data'"
        let troubles = [
            ("mount --bind \(data) \(data) && mount -o remount,bind,ro \(data)", "read-only"),
            ("mount -t tmpfs -o size=4k,mode=700 tmpfs \(data)", "room"),
        ]
        for (script, words) in troubles {
            let wrapper: [String]
            do {
                wrapper = try await PrivateMounts.wrapper(script, on: rig.stage)
            } catch is CannotRunHere {
                return 0
            }
            let line = wrapper + [PeerSettings.binary, "run", "--config", rig.daemon.configuration]
            let ended = try await rig.stage.run(
                Array(line.dropFirst()), of: line[0], environment: rig.scenery.environment)
            #expect(ended.status == 74, "\(words)")
            #expect(ended.errors.lowercased().contains(words), "\(ended.errors)")
        }
        return troubles.count
    }
}
