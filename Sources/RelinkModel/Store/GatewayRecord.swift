// SPDX-License-Identifier: Apache-2.0

/// What is stored of a gateway: its counters, and whether it was reachable.
package struct GatewayRecord: Hashable, Sendable {
    /// Incidents numbered so far.
    package let incidents: Int
    /// Transitions numbered so far.
    package let transitions: Int
    /// First failure of the outage that is believed, nil while it is reachable.
    package let unreachableSince: Timestamp?

    /// A record of those facts.
    package init(incidents: Int = 0, transitions: Int = 0, unreachableSince: Timestamp? = nil) {
        self.incidents = incidents
        self.transitions = transitions
        self.unreachableSince = unreachableSince
    }
}
