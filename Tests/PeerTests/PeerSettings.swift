// SPDX-License-Identifier: Apache-2.0

import Foundation

/// What the environment says of the run.
enum PeerSettings {
    /// RELINK_PEERS=1.
    static let isEnabled = environment["RELINK_PEERS"] == "1"
    /// RELINK_BINARY; without it the debug build of this package.
    static let binary = environment["RELINK_BINARY"] ?? "\(root)/.build/debug/relink"
    /// RELINK_KILLS: how often the watcher is killed at random points; nil for as often as the scale says.
    static let kills = environment["RELINK_KILLS"].flatMap { Int($0) }
    /// RELINK_SEED: repeats the points and the world of an earlier run.
    static let seed = environment["RELINK_SEED"].flatMap { UInt64($0) } ?? 1
    /// A Python that has the package `standardwebhooks`; `make peers` installs it.
    static let python = "\(root)/.venv/bin/python"
    /// The receiver of webhooks.
    static let receiver = program("receiver")
    /// RELINK_FAULTS: `short` or `long`; nil for no fault rows.
    static let faults = environment["RELINK_FAULTS"].flatMap { FaultScale(rawValue: $0) }
    /// RELINK_FAULT_ROWS, such as `3,12`: only those rows.
    static let faultRows = environment["RELINK_FAULT_ROWS"].flatMap { $0.isEmpty ? nil : $0 }.map { rows in
        rows.split(separator: ",").compactMap { Int($0) }
    }
    /// RELINK_FAULTS_TABLE: where the table is written.
    static let faultsTable = environment["RELINK_FAULTS_TABLE"]
    /// RELINK_FAULTS_WIDTH: how many rows run side by side, since most of their time is waiting.
    static let faultsWidth = environment["RELINK_FAULTS_WIDTH"].flatMap { Int($0) } ?? 4
    /// The configuration at the top of the repository.
    static let committedConfiguration = "\(root)/config.yaml"

    /// One of the Python programs that take part.
    static func program(_ name: String) -> String { "\(folder)/Programs/\(name).py" }

    /// One of the shell's.
    static func script(_ name: String) -> String { "\(folder)/Programs/\(name).sh" }

    /// One of the C programs.
    static func source(_ name: String) -> String { "\(folder)/Programs/\(name).c" }

    /// Where programs are found.
    static let path = environment["PATH"] ?? "/usr/bin:/bin"

    private static let environment = ProcessInfo.processInfo.environment
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path
    private static let root =
        URL(fileURLWithPath: folder).deletingLastPathComponent().deletingLastPathComponent().path
}
