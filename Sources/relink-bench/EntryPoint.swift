// SPDX-License-Identifier: Apache-2.0

import Glibc

/// `relink-bench`: measures the release binary from outside, with real processes on loopback, against the bars.
@main
struct EntryPoint {
    static func main() async {
        do throws(BenchError) {
            let options = try BenchOptions(CommandLine.arguments)
            let report = Report(json: options.json)
            report.begin(Machine.current(), relink: try await RelinkVersion.of(options.relink))
            for measurement in options.measurements {
                try await measurement.run(options, report)
            }
            report.end()
        } catch {
            let words = Array("relink-bench: \(error)\n".utf8)
            write(STDERR_FILENO, words, words.count)
            exit(error.exitStatus)
        }
    }
}
