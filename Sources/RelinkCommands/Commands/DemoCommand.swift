// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import UnixSignals

/// `relink demo`: the whole story, on this machine alone, within a minute.
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "Watch a simulated gateway: a session drops, the alert arrives, it is relinked.",
        discussion: """
            Everything runs over real HTTP on loopback and is marked SIMULATED: a gateway with three sessions, a \
            receiver of webhooks, and between them the real watcher, with its patience shortened ten times. It goes \
            on watching until Ctrl-C.
            """)

    @Option(help: "How many times faster the story is told.") var speed = 1.0

    func validate() throws {
        guard (0.2...10).contains(speed) else { throw ValidationError("--speed takes 0.2 to 10") }
    }

    func run() async throws {
        do {
            // Before anything is made: nobody is too quick with Ctrl-C for it to be removed again.
            let signals = await UnixSignalsSequence(trapping: .sigterm, .sigint)
            let demo = try await Demo(speed: speed)
            do {
                try await play(demo, until: signals)
            } catch {
                await demo.end()
                throw error
            }
            await demo.end()
        } catch let failure as Failure {
            throw failure.reported()
        }
    }

    private func play(_ demo: Demo, until signals: UnixSignalsSequence) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await demo.run() }
            group.addTask { for await _ in signals { break } }
            defer { group.cancelAll() }
            try await group.next()
        }
    }
}
