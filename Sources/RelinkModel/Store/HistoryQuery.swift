// SPDX-License-Identifier: Apache-2.0

/// Which lines of the history are wanted.
package struct HistoryQuery: Hashable, Sendable {
    /// The gateway.
    package let gateway: GatewayID
    /// The session or the gateway itself; nil for all.
    package let subject: Subject?
    /// Not before that instant, nil for the beginning.
    package let since: Timestamp?
    /// The newest that many, at least 1.
    package let limit: Int

    /// A query of those bounds.
    package init(gateway: GatewayID, subject: Subject? = nil, since: Timestamp? = nil, limit: Int = 100) {
        self.gateway = gateway
        self.subject = subject
        self.since = since
        self.limit = max(1, limit)
    }
}
