// SPDX-License-Identifier: Apache-2.0

/// How patiently a message is retried.
package enum RetryClass: String, Sendable, CaseIterable {
    /// Openings, closings and everything about a gateway.
    case urgent
    /// Changes.
    case normal
    /// Machine feeds of every transition.
    case bulk

    /// The class that an event of that kind is delivered with.
    package init(_ kind: EventKind) {
        switch kind {
        case .sessionTransition, .sessionQR: self = .bulk
        case .sessionChanged: self = .normal
        default: self = .urgent
        }
    }
}
