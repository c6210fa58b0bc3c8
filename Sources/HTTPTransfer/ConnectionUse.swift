// SPDX-License-Identifier: Apache-2.0

/// Whether a request may travel over a connection that was used before.
package enum ConnectionUse: Sendable, Hashable {
    /// Takes an idle connection where there is one.
    ///
    /// When the server has closed it meanwhile, libcurl silently sends the request again on a new one (lib/transfer.c,
    /// `Curl_retry_request`, 7.88.1): right for what may arrive twice.
    case reuse
    /// A new connection that nothing uses afterwards: the request leaves at most once.
    ///
    /// For every request whose repetition would matter: session start and restart, and channels without an idempotency key.
    case fresh
}
