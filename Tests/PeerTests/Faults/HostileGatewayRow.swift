// SPDX-License-Identifier: Apache-2.0

import HTTPTransfer
import Testing

/// Row 18: a gateway that answers for some of its sessions with what no gateway says. It may be taken for something else
/// that answers there, and never for a state; the other sessions are watched as ever.
struct HostileGatewayRow: FaultRow {
    let number = 18
    let fault = "gateway answers with broken, deep, huge and random JSON"
    private static let hostile = (1...6).map { "sim-\($0)" }

    func play(_ scale: FaultScale) async throws -> FaultFigures {
        try await Rig.play(
            sessions: 8,
            configure: { scenery, _, stage in
                let proxy = try await HostileProxy(on: stage, before: scenery.gateway, Self.hostile)
                scenery.gateway = proxy.url
            }
        ) { rig in
            let proxy = HostileProxy(at: rig.scenery.gateway)
            let memory = try #require(rig.daemon.residentMiB)
            try await proxy.begin()
            for _ in 0..<scale(2, 20) {
                for page in [Script.Page.unlinked, .connected] {
                    try await rig.script.show("sim-8", page)
                    try await eventually("the other sessions are watched as ever") {
                        try rig.received("hook").last { $0.session == "sim-8" }?.state == page.state
                    }
                }
            }
            try await eventually("every document was given", within: .seconds(scale(60, 900))) {
                try await proxy.rounds() >= scale(1, 20)
            }
            #expect(try await rig.daemon.ask("/healthz").status == 200)
            let given = try await proxy.given()
            try await proxy.end()
            try await rig.seen()
            try await rig.change("sim-1", .unlinked)
            let told = try rig.received("hook")
            let invented = told.filter { message in
                Self.hostile.contains(message.session ?? "")
                    && !["unreachable", "connected", "scan_qr"].contains(message.state)
            }
            #expect(invented.isEmpty, "no state is read out of nonsense")
            // What came between was that something else answers there, which is true.
            let steps = rig.script.steps
            let others = told.filter { !Self.hostile.contains($0.session ?? "") }
            var figures = Oracle.judge(steps.filter { !Self.hostile.contains($0.session) }, others)
            figures.injected = given
            let now = rig.daemon.residentMiB ?? .infinity
            #expect(now - memory < 24, "memory stays flat")
            figures.notes.append("RSS \(FaultFigures.mebibytes(memory)) → \(FaultFigures.mebibytes(now))")
            #expect(try await rig.daemon.stop() == 0)
            return figures
        }
    }
}
