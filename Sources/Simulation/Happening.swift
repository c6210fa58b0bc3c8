// SPDX-License-Identifier: Apache-2.0

package import RelinkModel

/// One thing that happened in a simulated run, as its story tells it.
package struct Happening: Hashable, Sendable {
    /// What happened.
    package enum What: Hashable, Sendable {
        /// A receiver took a message.
        case told(ToldMessage)
        /// Relink wrote a line of its log about that gateway.
        case logged(GatewayID, LogEntry)
        /// The script let something happen.
        case cue(Cue)
    }

    /// When, by the wall clock of the simulated world.
    package let at: Timestamp
    /// How long after the beginning.
    package let offset: Duration
    /// What happened.
    package let what: What

    /// That, at that time.
    package init(at: Timestamp, offset: Duration, what: What) {
        self.at = at
        self.offset = offset
        self.what = what
    }
}
