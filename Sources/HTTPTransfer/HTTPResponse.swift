// SPDX-License-Identifier: Apache-2.0

/// The final answer to a request: its headers arrived whole, its body perhaps not.
package struct HTTPResponse: Sendable, Hashable {
    /// The status code, 200 or above (or 101).
    package var status: Int
    /// The header lines.
    package var headers: HTTPHeaderBlock
    /// The body as sent, not decompressed.
    package var body: [UInt8]
    /// Whether the body arrived whole. False when it was cut by a limit, by the peer or by a framing error: the request
    /// was answered all the same, and must not be sent again for that.
    package var bodyComplete: Bool
    /// Whether a connection that was open before carried the request.
    package var connectionReused: Bool
    /// From the start, after waiting for a slot, to the end of the body.
    package var elapsed: Duration

    /// An answer put together by hand, as tests do.
    package init(
        status: Int, headers: HTTPHeaderBlock = HTTPHeaderBlock(), body: [UInt8] = [], bodyComplete: Bool = true,
        connectionReused: Bool = false, elapsed: Duration = .zero
    ) {
        self.status = status
        self.headers = headers
        self.body = body
        self.bodyComplete = bodyComplete
        self.connectionReused = connectionReused
        self.elapsed = elapsed
    }
}
