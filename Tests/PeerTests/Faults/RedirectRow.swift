// SPDX-License-Identifier: Apache-2.0

import Testing

/// Row 14: answers and addresses that lead to where nobody has any business. A port on every address of the machine counts
/// who comes.
struct RedirectRow: FaultRow {
    let number = 14
    let fault =
        "redirects to this machine, a metadata service and a file; addresses of \"this network\" in eight spellings"
    private static let redirects = [
        "redirect_canary", "redirect_keep", "redirect_moved", "redirect_metadata", "redirect_file",
    ]
    /// Linux takes each of them for the machine itself.
    private static let hosts = [
        "0.0.0.0", "0", "0x0", "000.0.0.0", "0.1", "[::]", "[::ffff:0.0.0.0]", "[0:0:0:0:0:ffff:0:0]",
    ]

    func play(_ scale: FaultScale) async throws -> FaultFigures {
        let elsewhere = Self.hosts.indices.map { "elsewhere-\($0)" }
        return try await Rig.play(
            sessions: scale(2, 10), channels: ["hook"] + Self.redirects,
            configure: { scenery, receiver, _ in
                let port = try await receiver.canary().port
                scenery.furtherChannels += zip(elsewhere, Self.hosts).map {
                    Scenery.webhook($0, "http://\($1):\(port)/")
                }
            }
        ) { rig in
            for path in Self.redirects { try await rig.receiver.treat("/\(path)", path, count: rig.script.truth.count) }
            try await rig.script.showAll(.unlinked)
            try await rig.seen()
            for channel in Self.redirects + elsewhere {
                try await eventually("an attempt is made: \(channel)") {
                    try await rig.metric("relink_attempts_total", of: channel) > 0
                }
            }
            let attempts = try await rig.metric("relink_attempts_total")
            let states = try await rig.daemon.command("channels").output
            #expect(states.contains("redirected; configure the final address"))
            #expect(states.contains("is not allowed"))
            let canary = try await rig.receiver.canary()
            #expect(canary.hits == 0, "nobody goes where an answer sends them")
            // Those that lead nowhere are mended, as their owner would.
            var scenery = rig.scenery
            scenery.furtherChannels = (Self.redirects + elsewhere).map {
                Scenery.webhook($0, "\(rig.receiver.url)/\($0)")
            }
            for path in Self.redirects { try await rig.receiver.treat("/\(path)", "accept") }
            try rig.daemon.configure(scenery)
            let reloaded = try await rig.daemon.command("reload")
            #expect(reloaded.status == 0)
            try await rig.script.showAll(.connected)
            try await rig.seen()
            var figures = try await rig.verdict(rig.channels + elsewhere)
            figures.injected = Int(attempts)
            figures.notes.append("\(canary.hits) connections to the canary")
            #expect(try await rig.daemon.stop() == 0)
            return figures
        }
    }
}
