// SPDX-License-Identifier: Apache-2.0

import ConfigurationFile
import Foundation
import RelinkModel
import RelinkTesting
import Testing

@testable import RelinkCommands

/// Which configuration runs next.
struct ReloaderTests {
    private let folder: TemporaryFolder
    private let log = CollectingLog()
    private let reloader: Reloader

    init() throws {
        folder = try TemporaryFolder()
        try Self.write(["a"], in: folder)
        let path = folder.path + "/relink.yaml"
        reloader = Reloader(
            path: path, running: try Wiring(try #require(ConfigurationCheck(path: path).configuration)),
            observes: false, log: log, now: { Timestamp(milliseconds: 0) })
    }

    private static func write(_ sessions: [String], store: String = "relink.db", in folder: TemporaryFolder) throws {
        try folder.write(
            """
            store: { url: "sqlite:\(store)" }
            gateways:
              - id: main
                kind: wwebjs
                url: "http://127.0.0.1:9"
                sessions: [\(sessions.joined(separator: ", "))]
            """, to: "relink.yaml")
    }

    private func sessions(_ wiring: Wiring?) -> [String]? {
        wiring?.configuration.gateways.first?.plan.sessions.map(\.name)
    }

    @Test func whatWasReadLastRunsAndIsComparedWithWhatIsToRun() async throws {
        try Self.write(["a", "b"], in: folder)
        #expect(await reloader.reload(isDry: false).changes.contains("+ session main/b"))
        try Self.write(["a", "b", "c"], in: folder)
        let second = await reloader.reload(isDry: false)
        #expect(second.isAccepted)
        #expect(second.changes.filter { $0.hasPrefix("+") } == ["+ session main/c"])
        #expect(await reloader.reload(isDry: true).changes == [])
        #expect(sessions(reloader.next(after: nil)) == ["a", "b", "c"])
        #expect(await reloader.reload(isDry: true).changes == [], "it is not there yet, and still what counts")
        #expect(reloader.next(after: nil) == nil, "it is over unless somebody wants another one")
    }

    @Test func whatDoesNotRunGivesWayToWhatRanBefore() async throws {
        try Self.write(["a", "b"], in: folder)
        _ = await reloader.reload(isDry: false)
        #expect(sessions(reloader.next(after: nil)) == ["a", "b"])
        #expect(reloader.rejection == nil)
        #expect(sessions(reloader.next(after: Failure(words: "no address", status: 69))) == ["a"])
        #expect(reloader.rejection?.problems == ["no address"])
        #expect(reloader.next(after: Failure(words: "no address", status: 69)) == nil)
    }

    @Test func afterAFailureWhatWasReadMeanwhileRuns() async throws {
        try Self.write(["a", "b"], in: folder)
        _ = await reloader.reload(isDry: false)
        _ = reloader.next(after: nil)
        try Self.write(["c"], in: folder)
        _ = await reloader.reload(isDry: false)
        #expect(sessions(reloader.next(after: Failure(words: "no address", status: 69))) == ["c"])
        #expect(reloader.rejection == nil)
        #expect(sessions(reloader.next(after: Failure(words: "no address", status: 69))) == ["a"])
    }

    @Test func nothingFollowsAStop() async throws {
        try Self.write(["a", "b"], in: folder)
        _ = await reloader.reload(isDry: false)
        reloader.stop(because: Failure(words: "the address is gone", status: 69))
        reloader.stop()
        #expect(reloader.next(after: nil) == nil)
        #expect(reloader.breakage?.words == "the address is gone")
    }

    @Test func theStoreStaysWhereItIs() async throws {
        try Self.write(["a"], store: "other.db", in: folder)
        #expect(await reloader.reload(isDry: false).problems.first?.contains("`store.url` cannot change") == true)
        #expect(reloader.next(after: nil) == nil)
    }
}
