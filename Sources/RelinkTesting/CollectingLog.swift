// SPDX-License-Identifier: Apache-2.0

package import RelinkModel

/// A log that a test reads.
package final class CollectingLog: EventLog {
    /// Everything written, in order.
    package let entries = Recording<LogEntry>()

    /// An empty log.
    package init() {}

    package func write(_ entry: LogEntry) { entries.append(entry) }

    /// The names of the entries, in order.
    package var names: [String] { entries.elements.map(\.name) }
}
