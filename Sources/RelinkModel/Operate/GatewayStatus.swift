// SPDX-License-Identifier: Apache-2.0

/// What is known of one gateway at this moment.
package struct GatewayStatus: Hashable, Sendable {
    /// What the gate before its sessions says.
    package enum Reachability: String, Sendable {
        /// Not asked yet.
        case unknown
        /// It answers.
        case reachable
        /// It failed to answer, but not long enough to be believed away.
        case failing
        /// It is believed to be away.
        case unreachable
        /// It is back, and its sessions are given time to come back too.
        case settling
    }

    /// Which gateway.
    package let id: GatewayID
    /// What software it is.
    package let kind: GatewayKind
    /// Whether it answers.
    package let reachability: Reachability
    /// Since when it has been in that condition; nil before the first answer.
    package let since: Timestamp?
    /// What is wrong, for people; empty when nothing is.
    package let problem: String
    /// Its sessions and how many are connected.
    package let counts: SessionCounts

    /// A status of those facts.
    package init(
        id: GatewayID, kind: GatewayKind, reachability: Reachability, since: Timestamp?, problem: String,
        counts: SessionCounts
    ) {
        self.id = id
        self.kind = kind
        self.reachability = reachability
        self.since = since
        self.problem = problem
        self.counts = counts
    }
}
