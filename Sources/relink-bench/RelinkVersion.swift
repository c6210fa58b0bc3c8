// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Asks a binary which Relink it is.
enum RelinkVersion {
    static func of(_ program: String) async throws(BenchError) -> String {
        let output = "/tmp/relink-bench-version.\(getpid())"
        defer { unlink(output) }
        let process = try ChildProcess(program, ["--version"], output: output)
        try await process.finish(within: .seconds(10))
        return process.written.split(separator: "\n").first.map { String($0) } ?? "of an unknown version"
    }
}
