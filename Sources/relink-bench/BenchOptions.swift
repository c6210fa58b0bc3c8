// SPDX-License-Identifier: Apache-2.0

import Glibc

/// What the command line asks for.
struct BenchOptions: Sendable {
    static let usage = """
        usage: relink-bench [polls] [latency] [burst] [outage] [deciding] [delay] [--quick] [--json]
                            [--sessions N,N] [--relink FILE] [--bare-poll FILE] [--folder FOLDER]
        Without names all are measured, which takes some ten minutes; --quick takes about four.
        The two binaries are looked for beside this one; the folder, for stores and logs, too: /tmp may be memory.
        """

    private(set) var measurements: [Measurement] = []
    /// Shorter and fewer runs: good for a look, not for a record.
    private(set) var isQuick = false
    /// One JSON object per figure in place of the table.
    private(set) var json = false
    /// The sizes at which polling is measured.
    private(set) var sizes = [100, 1_000, 10_000]
    private(set) var relink: String
    private(set) var barePoll: String
    private(set) var folder: String

    init(_ arguments: [String]) throws(BenchError) {
        let beside = try Self.ownFolder()
        relink = beside + "/relink"
        barePoll = beside + "/bare-poll"
        folder = beside
        var rest = arguments.dropFirst()
        while let word = rest.popFirst() { try take(word, &rest) }
        if measurements.isEmpty { measurements = Measurement.allCases }
        for binary in [relink, barePoll] where access(binary, X_OK) != 0 {
            throw .usage("there is no program \(binary)")
        }
    }

    private mutating func take(_ word: String, _ rest: inout ArraySlice<String>) throws(BenchError) {
        switch word {
        case "--quick": isQuick = true
        case "--json": json = true
        case "--sessions":
            sizes = try Self.value(of: word, &rest).split(separator: ",").compactMap { Int($0) }
            guard !sizes.isEmpty, sizes.allSatisfy((1...100_000).contains) else {
                throw .usage("--sessions takes numbers from 1 to 100000")
            }
        case "--relink": relink = try Self.value(of: word, &rest)
        case "--bare-poll": barePoll = try Self.value(of: word, &rest)
        case "--folder": folder = try Self.value(of: word, &rest)
        default:
            guard let measurement = Measurement(rawValue: word) else { throw .usage("\(word) is not known") }
            measurements.append(measurement)
        }
    }

    private static func value(of word: String, _ rest: inout ArraySlice<String>) throws(BenchError) -> String {
        guard let value = rest.popFirst() else { throw .usage("\(word) lacks its value") }
        return value
    }

    private static func ownFolder() throws(BenchError) -> String {
        guard let path = realpath("/proc/self/exe", nil) else { throw .system(call: "realpath", code: errno) }
        defer { free(path) }
        return String(cString: path).split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" }
    }
}
