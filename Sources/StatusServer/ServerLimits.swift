// SPDX-License-Identifier: Apache-2.0

/// What one client may cost the server, so that a slow or a large one cannot starve the others.
package struct ServerLimits: Hashable, Sendable {
    /// Connections at once; more wait in the kernel's queue.
    package var connections: Int
    /// How long a connection may be without a request, a request's header included.
    package var idle: Duration
    /// From the end of a request's header to the end of its body, however busily it drips.
    package var body: Duration
    /// From the end of a request's header until the client has taken the whole answer.
    package var exchange: Duration
    /// All header fields together, in bytes.
    package var headerBytes: Int
    /// A request's body, in bytes.
    package var bodyBytes: Int

    /// Limits that fit a server for people and scrapers. `exchange` leaves room for a start, which may take 30 s.
    package init(
        connections: Int = 256, idle: Duration = .seconds(10), body: Duration = .seconds(10),
        exchange: Duration = .seconds(60), headerBytes: Int = 16_384, bodyBytes: Int = 65_536
    ) {
        self.connections = connections
        self.idle = idle
        self.body = body
        self.exchange = exchange
        self.headerBytes = headerBytes
        self.bodyBytes = bodyBytes
    }
}
