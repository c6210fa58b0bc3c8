// SPDX-License-Identifier: Apache-2.0

import HTTPTransfer
import RelinkModel

/// What the end of an attempt means, for every service that has no rule of its own.
enum OutcomeRules {
    /// The longest pause that a receiver can ask for.
    static let longestPause: Duration = .minutes(15)
    /// When a broken channel is tried again.
    static let probe: Duration = .minutes(5)
    /// When one is tried again whose address leads nowhere, such as a workflow that somebody switched off.
    static let slowProbe: Duration = .hours(1)

    /// The outcome of an answer, by its status alone.
    static func outcome(status: Int, retryAfter: Duration?, reason: String? = nil) -> DeliveryOutcome {
        let reason = reason ?? "HTTP \(status)"
        return switch status {
        case 200..<300: .delivered(ref: nil)
        // Never followed: the request carries keys.
        case 300..<400: .suspend(probeAfter: probe, reason: "\(reason) (redirected; configure the final address)")
        case 401, 403, 407: .suspend(probeAfter: probe, reason: "\(reason) (access refused)")
        case 404, 410: .suspend(probeAfter: slowProbe, reason: "\(reason) (nothing at that address)")
        case 429: .retry(after: retryAfter ?? .zero, reason: reason)
        case 408, 421, 423, 425, 500...: .retry(after: retryAfter, reason: reason)
        case 400..<500: .reject(reason: reason)
        default: .retry(after: nil, reason: "\(reason) (not an answer)")
        }
    }

    /// The outcome of an attempt without an answer, by how far it came.
    static func outcome(of error: TransferError) -> DeliveryOutcome {
        switch error.stage {
        case .notStarted, .blocked, .tlsVerification: .suspend(probeAfter: probe, reason: error.words)
        case .cancelled, .resolving, .connecting, .tlsHandshake, .sending, .waiting, .receiving:
            .retry(after: nil, reason: error.words)
        }
    }

    /// What the receiver asked for in its headers, clamped; nil where it asked for nothing.
    static func retryAfter(_ response: HTTPResponse, at now: Timestamp) -> Duration? {
        guard let value = response.headers["Retry-After"] else { return nil }
        let date = response.headers["Date"]
        return RetryAfter.parse(value, now: now.seconds, responseDate: date).map { clamped(.seconds($0)) }
    }

    /// A pause as it is kept: not negative, and not longer than the longest.
    static func clamped(_ pause: Duration) -> Duration { min(max(pause, .zero), longestPause) }
}
