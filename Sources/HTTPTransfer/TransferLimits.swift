// SPDX-License-Identifier: Apache-2.0

/// What one request may cost in time and bytes.
package struct TransferLimits: Sendable, Hashable {
    /// From the start to the end of name resolution, TCP and TLS handshake together.
    package var connect: Duration
    /// From the start to the end of the body. Waiting for a free slot of the client does not count.
    package var total: Duration
    /// From the end of the final headers to the end of the body, or nil for no limit of its own.
    package var body: Duration?
    /// The most body bytes kept; the transfer ends there.
    package var responseBytes: Int
    /// The most header bytes taken, interim answers (1xx) included; more is an error.
    package var headerBytes: Int

    /// Sets the limits; what is left out is as for a status request.
    package init(
        connect: Duration = .seconds(5), total: Duration = .seconds(15), body: Duration? = nil,
        responseBytes: Int = 1 << 20, headerBytes: Int = 32 << 10
    ) {
        self.connect = connect
        self.total = total
        self.body = body
        self.responseBytes = responseBytes
        self.headerBytes = headerBytes
    }
}
