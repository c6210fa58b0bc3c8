// SPDX-License-Identifier: Apache-2.0

import Testing

/// Row 7: names that nobody answers for, that fail, that do not exist, and one whose address changes with every question.
struct NameRow: FaultRow {
    let number = 7
    let fault = "DNS silent, SERVFAIL, NXDOMAIN, and a name that turns to a metadata address"
    private static let names = ["silent", "servfail", "nxdomain", "rebinding"]

    func play(_ scale: FaultScale) async throws -> FaultFigures {
        try await Rig.play(
            sessions: scale(3, 20),
            wrapper: { stage in
                let names = try await Names(on: stage)
                try stage.write("nameserver \(Names.address)\noptions timeout:5 attempts:2\n", to: "resolv.conf")
                try stage.write("\(names.control)", to: "names")
                return try await PrivateMounts.wrapper(
                    "mount --bind '\(stage.folder)/resolv.conf' /etc/resolv.conf", on: stage)
            },
            configure: { scenery, receiver, _ in
                let port = receiver.url.split(separator: ":").last ?? ""
                scenery.furtherChannels += Self.names.map {
                    Scenery.webhook($0, "http://\($0).relink-test.example:\(port)/\($0)")
                }
            }
        ) { rig in
            for page in [Script.Page.unlinked, .connected] {
                try await rig.script.showAll(page)
                try await rig.seen()
            }
            for name in Self.names {
                try await eventually("an attempt is made: \(name)", within: .seconds(40)) {
                    try await rig.metric("relink_attempts_total", of: name) > 0
                }
            }
            let attempts =
                try await rig.metric("relink_attempts_total") - rig.metric("relink_attempts_total", of: "hook")
            let healthy = try await rig.verdict(["hook"], within: .seconds(20))
            #expect(healthy.lost == 0)
            #expect((healthy.p95 ?? .infinity) < 8, "a channel without a name does not notice")
            // From now on every name is the receiver's address.
            try await Names.heal(rig.stage)
            for name in Self.names { try await resume(name, rig) }
            var figures = try await rig.verdict(["hook"] + Self.names, within: .seconds(120))
            figures.injected = Int(attempts)
            figures.notes.append(
                "channel without a name beside it p95 \(FaultFigures.seconds(healthy.p95 ?? .infinity))")
            #expect(try await rig.daemon.stop() == 0)
            return figures
        }
    }

    /// Tries a channel until it works: libcurl keeps the last answer about a name for half a minute.
    private func resume(_ name: String, _ rig: Rig) async throws {
        var tried = ContinuousClock.now
        try await rig.resume(name)
        try await eventually("\(name) works again", within: .seconds(60)) {
            if tried.duration(to: .now) > .seconds(4) {
                try await rig.resume(name)
                tried = .now
            }
            return try !rig.received(name).isEmpty
        }
    }
}
