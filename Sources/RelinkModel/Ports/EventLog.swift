// SPDX-License-Identifier: Apache-2.0

/// Where the engine writes what people read: one line per transition, delivery and fault.
package protocol EventLog: Sendable {
    /// Writes one entry. It must return at once.
    func write(_ entry: LogEntry)
}
