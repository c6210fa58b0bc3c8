// SPDX-License-Identifier: Apache-2.0

import Testing

/// Row 12: a receiver that takes one request of each connection and swallows the next one.
///
/// libcurl sends a request again by itself when a connection that it used before breaks. A webhook is given an id by which
/// a copy is known; to a chat nothing may leave twice that the watcher did not decide.
struct ReuseRow: FaultRow {
    let number = 12
    let fault = "second request of a connection swallowed"

    func play(_ scale: FaultScale) async throws -> FaultFigures {
        try await Rig.play(
            sessions: scale(6, 20),
            configure: { scenery, receiver, _ in
                scenery.furtherChannels.append("  - { id: chat, kind: slack, url: \"\(receiver.url)/chat\" }")
            }
        ) { rig in
            for path in ["/hook", "/chat"] { try await rig.receiver.treat(path, "swallow_second") }
            for round in 0..<scale(2, 10) {
                for session in rig.simulator.sessions {
                    try await rig.script.show(session, round.isMultiple(of: 2) ? .unlinked : .connected)
                }
                try await rig.seen()
            }
            var figures = try await rig.verdict()
            // An alert of people waits ten seconds for others.
            try await eventually("the chat is told", within: .seconds(40)) { try !rig.received("chat").isEmpty }
            #expect(try await rig.daemon.stop() == 0)
            let chat = try rig.received("chat")
            let swallowed = chat.filter { !$0.isAccepted }
            #expect(swallowed.isEmpty, "no connection to a chat is used twice")
            #expect(Set(chat.map(\.connection)).count == chat.count)
            let hook = try rig.received("hook")
            let again = hook.count { !$0.isAccepted }
            figures.injected = again
            figures.notes.append("\(chat.count) to a chat, each on a connection of its own")
            return figures
        }
    }
}
