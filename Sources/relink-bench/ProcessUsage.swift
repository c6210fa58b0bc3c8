// SPDX-License-Identifier: Apache-2.0

import Glibc

/// What a process takes of the machine.
struct ProcessUsage: Sendable {
    /// CPU time of all threads since its start, in nanoseconds.
    ///
    /// The clock of a process counts in nanoseconds; utime and stime of /proc/PID/stat are the same time in ticks of
    /// 10 ms, too coarse for ten polls a second.
    let cpuNanoseconds: Int64
    /// Resident memory in MiB.
    let residentMiB: Double
    /// The most resident memory so far, in MiB.
    let peakMiB: Double

    /// What it took until now.
    init(of process: ChildProcess) throws(BenchError) {
        var clock = clockid_t()
        var now = timespec()
        let code = clock_getcpuclockid(process.pid, &clock)
        guard code == 0 else { throw .system(call: "clock_getcpuclockid", code: code) }
        guard clock_gettime(clock, &now) == 0 else { throw .system(call: "clock_gettime", code: errno) }
        cpuNanoseconds = Int64(now.tv_sec) * 1_000_000_000 + Int64(now.tv_nsec)
        let status = SmallFile.text("/proc/\(process.pid)/status")
        residentMiB = Self.mebibytes("VmRSS:", in: status)
        peakMiB = Self.mebibytes("VmHWM:", in: status)
    }

    private static func mebibytes(_ key: String, in status: String) -> Double {
        let line = status.split(separator: "\n").first { $0.hasPrefix(key) }
        let kibibytes = line?.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first
        return kibibytes.flatMap { Double($0) }.map { $0 / 1024 } ?? .nan
    }
}
