// SPDX-License-Identifier: Apache-2.0

import Foundation

/// What the environment says of the run.
enum PeerSettings {
    /// RELINK_PEERS=1.
    static let isEnabled = environment["RELINK_PEERS"] == "1"
    /// RELINK_BINARY; without it the debug build of this package.
    static let binary = environment["RELINK_BINARY"] ?? "\(root)/.build/debug/relink"
    /// RELINK_KILLS: how often the watcher is killed at random points.
    static let kills = environment["RELINK_KILLS"].flatMap { Int($0) } ?? 20
    /// RELINK_SEED: repeats the points and the world of an earlier run.
    static let seed = environment["RELINK_SEED"].flatMap { UInt64($0) } ?? 1
    /// A Python that has the package `standardwebhooks`; `make peers` installs it.
    static let python = "\(root)/.venv/bin/python"
    /// The receiver, beside this file.
    static let receiver = "\(folder)/receiver.py"
    /// The configuration at the top of the repository.
    static let committedConfiguration = "\(root)/config.yaml"

    private static let environment = ProcessInfo.processInfo.environment
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path
    private static let root =
        URL(fileURLWithPath: folder).deletingLastPathComponent().deletingLastPathComponent().path
}
