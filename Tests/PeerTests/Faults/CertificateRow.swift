// SPDX-License-Identifier: Apache-2.0

import Testing

/// Row 9: receivers that cannot prove who they are. Nothing is sent to them; once they can, everything is.
struct CertificateRow: FaultRow {
    let number = 9
    let fault =
        "certificate expired, of the future, self-signed, of another host, without its chain; no TLS, TLS 1.1, silence"
    private static let doors = ["expired", "future", "itself", "elsewhere", "truncated", "plain", "old", "mute"]
    private static let authorities = "/etc/ssl/certs/ca-certificates.crt"

    func play(_ scale: FaultScale) async throws -> FaultFigures {
        try await Rig.play(
            sessions: scale(2, 10), channels: ["hook"] + Self.doors, doors: Self.doors,
            certificates: { try await certificates(on: $0) },
            wrapper: { try await trusting($0) }
        ) { rig in
            try await rig.script.showAll(.unlinked)
            try await rig.seen()
            try await rig.script.showAll(.connected)
            try await rig.seen()
            var attempts = 0
            for door in Self.doors {
                try await eventually("an attempt is turned away: \(door)") {
                    try await rig.metric("relink_attempts_total", of: door) > 0
                }
                attempts += Int(try await rig.metric("relink_attempts_total", of: door))
            }
            let seen = try #require(try await rig.doors?.bytesSeen())
            #expect(seen == 0, "not a byte of a message goes to whom nobody knows")
            let shown = try await rig.daemon.command("channels")
            #expect(shown.output.contains("suspended"))
            for door in Self.doors {
                try await rig.doors?.open(door)
                try await rig.resume(door)
            }
            var figures = try await rig.verdict()
            figures.injected = attempts
            figures.notes.append("bytes sent to strangers \(seen)")
            #expect(try await rig.daemon.stop() == 0)
            return figures
        }
    }

    private func certificates(on stage: Stage) async throws -> String {
        let folder = "\(stage.folder)/certificates"
        try stage.write("", to: "certificates/.made")
        let made = try await stage.run([PeerSettings.script("certificates"), folder], of: "/bin/sh")
        guard made.status == 0 else { throw CannotRunHere(reason: "openssl made no certificates: \(made.errors)") }
        return folder
    }

    /// A daemon that trusts the authority which the good certificates are from, and nobody else.
    private func trusting(_ stage: Stage) async throws -> [String] {
        try await PrivateMounts.wrapper(
            "mount --bind '\(stage.folder)/certificates/authority.crt' \(Self.authorities)", on: stage)
    }
}
