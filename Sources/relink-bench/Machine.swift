// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Where figures come from.
struct Machine: Sendable {
    let cores: Int
    let model: String
    /// Processes that ran or waited over the last minute.
    let load: Double
    /// UTC, to the minute.
    let date: String

    static func current() -> Machine {
        let model = SmallFile.text("/proc/cpuinfo").split(separator: "\n").first { $0.hasPrefix("model name") }
        let load = SmallFile.text("/proc/loadavg").split(separator: " ").first.flatMap { Double($0) }
        return Machine(
            cores: sysconf(Int32(_SC_NPROCESSORS_ONLN)),
            model: model?.split(separator: ":").last?.drop { $0 == " " }.description ?? "unknown model",
            load: load ?? .nan, date: date())
    }

    private static func date() -> String {
        var seconds = time(nil)
        var parts = tm()
        gmtime_r(&seconds, &parts)
        let date = [Int(parts.tm_year) + 1900, Int(parts.tm_mon) + 1, Int(parts.tm_mday)].map(twoDigits)
        return date.joined(separator: "-") + "T" + twoDigits(Int(parts.tm_hour)) + ":" + twoDigits(Int(parts.tm_min))
            + "Z"
    }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
