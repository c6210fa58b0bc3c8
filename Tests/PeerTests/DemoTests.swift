// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

extension Peers {
    /// What a newcomer sees first.
    @Suite struct DemoTests {
        @Test func theStoryIsToldInOrder() async throws {
            try await play(speed: 1) { demo in
                try await eventually("the story is told", within: .seconds(90)) {
                    if !demo.isRunning { throw Daemon.EndedTooSoon(errors: demo.errors) }
                    return demo.output.contains("What next?")
                }
                let told = demo.output
                var rest = told[...]
                for chapter in [
                    "SIMULATED", "Somebody closes the browser tab of Shop Centro", "connected/ok → failed",
                    "receiver got a signed webhook", "Shop Centro: WhatsApp is disconnected", #""payload": "2@"#,
                    "▀", "The phone at the till scans", "→ connected/ok", "receiver got a signed webhook",
                    "Shop Centro is connected again", "session.recovered", "time_to_relink_seconds", "What next?",
                    "relink init", "Ctrl-C ends it",
                ] {
                    let found = try #require(rest.range(of: chapter), "no “\(chapter)” after: \(told)")
                    rest = rest[found.upperBound...]
                }
                for stranger in ["wrong_account", "another phone", "stranger"] { #expect(!told.contains(stranger)) }
                #expect(demo.errors.isEmpty)
            }
        }

        @Test(arguments: [SIGINT, SIGTERM])
        func whoeverIsQuickWithCtrlCLeavesNothingEither(signal: Int32) async throws {
            try await play(speed: 1, endedBy: signal) { _ in }
        }

        /// Starts it, and once it has made its folder and the body is through, ends it as a user does.
        private func play(
            speed: Int, endedBy signal: Int32 = SIGINT, _ body: (Subprocess) async throws -> Void
        ) async throws {
            try await Stage.play { stage in
                let temporary = "\(stage.folder)/temporary"
                try FileManager.default.createDirectory(atPath: temporary, withIntermediateDirectories: false)
                let demo = try stage.start(
                    PeerSettings.binary, ["demo", "--speed", "\(speed)"], environment: ["TMPDIR": temporary],
                    name: "demo")
                try await eventually("its folder is there") {
                    if !demo.isRunning { throw Daemon.EndedTooSoon(errors: demo.errors) }
                    return try !FileManager.default.contentsOfDirectory(atPath: temporary).isEmpty
                }
                try await body(demo)
                #expect(programs(with: temporary) == [demo.pid])
                demo.signal(signal)
                #expect(try await demo.ended(within: .seconds(10)) == 0, "\(demo.errors)")
                #expect(try FileManager.default.contentsOfDirectory(atPath: temporary).isEmpty)
                #expect(programs(with: temporary).isEmpty)
            }
        }

        /// The processes that have that folder in their environment: the demonstration, and whatever it would start.
        private func programs(with folder: String) -> [Int32] {
            let processes = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
            return processes.compactMap { Int32($0) }.filter { process in
                FileManager.default.contents(atPath: "/proc/\(process)/environ")?.contains(Data(folder.utf8)) == true
            }
        }
    }
}
