// SPDX-License-Identifier: Apache-2.0

/// What the simulated gateway was asked for, so that a test can see what a watcher did.
package struct SimulatorTally: Hashable, Sendable {
    /// Status requests with the right key.
    package internal(set) var statuses = 0
    /// QR codes asked for.
    package internal(set) var codes = 0
    /// Pairing codes asked for.
    package internal(set) var pairingCodes = 0
    /// Questions to WhatsApp.
    package internal(set) var probes = 0
    /// Starts asked for.
    package internal(set) var starts = 0
    /// Starts that came while the session's browser was coming up: two browsers on one profile.
    package internal(set) var overlappingStarts = 0
    /// Restarts asked for.
    package internal(set) var restarts = 0
    /// Requests with a wrong key, or none.
    package internal(set) var refused = 0
}
