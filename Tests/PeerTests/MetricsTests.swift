// SPDX-License-Identifier: Apache-2.0

import HTTPTransfer
import Testing

extension Peers {
    /// What Prometheus reads.
    @Suite struct MetricsTests {
        @Test func metricsPassPromtool() async throws {
            try await Stage.play { stage in
                let simulator = try await Simulator(on: stage, sessions: 3)
                let receiver = try await Receiver(on: stage)
                let daemon = try Daemon(
                    on: stage,
                    Scenery(gateway: simulator.url, sessions: simulator.sessions, receiver: receiver.url))
                try await daemon.startAndSettle()
                try await simulator.show("sim-2", "UNPAIRED")
                try await eventually("something is delivered") { try !receiver.received().isEmpty }
                let metrics = try await daemon.ask("/metrics")
                #expect(metrics.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8")
                #expect(metrics.text.contains(#"session="sim-2""#))
                try stage.write(metrics.text, to: "metrics.txt")
                let verdict = try await stage.run(["-c", "promtool check metrics < metrics.txt"], of: "/bin/sh")
                #expect(verdict.status == 0, "\(verdict.output)\(verdict.errors)")
            }
        }
    }
}
