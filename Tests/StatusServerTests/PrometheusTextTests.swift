// SPDX-License-Identifier: Apache-2.0

import Foundation
import RelinkModel
import Testing

@testable import StatusServer

struct PrometheusTextTests {
    @Test func namesHelpAndLabelsAreWritten() {
        let metric = Metric(
            "relink_session_state", .gauge, help: "Whether the session is in the state.",
            samples: [
                Metric.Sample(1, labels: [Metric.Label("session", "a"), Metric.Label("state", "connected")]),
                Metric.Sample(0, labels: [Metric.Label("session", "a"), Metric.Label("state", "failed")]),
            ])
        #expect(
            PrometheusText.render([metric])
                == """
                # HELP relink_session_state Whether the session is in the state.
                # TYPE relink_session_state gauge
                relink_session_state{session="a",state="connected"} 1
                relink_session_state{session="a",state="failed"} 0

                """)
    }

    @Test(arguments: [
        ("\"", #"\""#), ("\\", #"\\"#), ("\n", #"\n"#), ("\r\n", "\r\\n"), ("é\u{202E}", "é\u{202E}"), ("{}", "{}"),
    ])
    func labelValuesAreEscaped(_ value: String, _ written: String) {
        let metric = Metric("a", .gauge, help: "", samples: [Metric.Sample(1, labels: [Metric.Label("b", value)])])
        #expect(PrometheusText.render([metric]).contains("a{b=\"\(written)\"} 1\n"))
    }

    @Test func helpKeepsItsQuotesAndLosesItsLines() {
        let metric = Metric("a", .gauge, help: "one \"\\\ntwo", samples: [Metric.Sample(1)])
        #expect(PrometheusText.render([metric]).hasPrefix(#"# HELP a one "\\\ntwo"# + "\n"))
    }

    @Test(
        arguments: [
            (0, "0"), (-3, "-3"), (1_767_268_800, "1767268800"), (0.25, "0.25"), (1e300, "1e+300"),
            (.infinity, "+Inf"), (-.infinity, "-Inf"), (.nan, "NaN"),
        ] as [(Double, String)])
    func valuesAreWrittenAsPrometheusReadsThem(_ value: Double, _ written: String) {
        let metric = Metric("a", .gauge, help: "", samples: [Metric.Sample(value)])
        #expect(PrometheusText.render([metric]).hasSuffix("a \(written)\n"))
    }

    @Test func aMetricWithoutSamplesIsLeftOut() {
        #expect(PrometheusText.render([Metric("a", .gauge, help: "", samples: [])]) == "")
    }

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/promtool")))
    func prometheusItselfReadsIt() throws {
        let hostile = "a\"b\\c\r\nd\u{0}\u{202E}{}"
        let metrics = [
            Metric("relink_polls_total", .counter, help: "Polls made.", samples: [Metric.Sample(1e15)]),
            Metric(
                "relink_session_state", .gauge, help: "One per state, \"quoted\"\nand broken.",
                samples: [
                    Metric.Sample(1, labels: [Metric.Label("session", hostile), Metric.Label("state", "failed")])
                ]),
            Metric("relink_poll_seconds", .gauge, help: "How long.", samples: [Metric.Sample(.nan)]),
        ]
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/promtool")
        process.arguments = ["check", "metrics"]
        let input = Pipe()
        let output = Pipe()
        process.standardInput = input
        process.standardError = output
        process.standardOutput = output
        try process.run()
        try input.fileHandleForWriting.write(contentsOf: Data(PrometheusText.render(metrics).utf8))
        try input.fileHandleForWriting.close()
        let said = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(String(decoding: said, as: UTF8.self))")
    }
}
