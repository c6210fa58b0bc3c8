// SPDX-License-Identifier: Apache-2.0

/// How far a request came before it failed.
package enum TransferStage: String, Sendable, Hashable, CaseIterable {
    /// The request or the local set-up is invalid; nothing was tried.
    case notStarted
    /// The caller cancelled, or the client was shut down.
    case cancelled
    /// The address guard refused the address; nothing was sent, and trying again would give the same.
    case blocked
    /// Looking up the name.
    case resolving
    /// Connecting.
    case connecting
    /// Negotiating TLS.
    case tlsHandshake
    /// Checking the certificate.
    case tlsVerification
    /// Sending the request.
    case sending
    /// The request is out; no byte of a final answer came.
    case waiting
    /// In the middle of the answer's headers.
    case receiving
}
