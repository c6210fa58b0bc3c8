// SPDX-License-Identifier: Apache-2.0

/// How patiently a message is retried.
package enum RetryClass: String, Sendable, CaseIterable {
    /// Openings, closings, escalations and everything about a gateway.
    case urgent
    /// Changes, reminders, and who takes care of it.
    case normal
    /// Machine feeds of every transition.
    case bulk

    /// The class that an event of that kind is delivered with.
    package init(_ kind: EventKind) {
        switch kind {
        case .sessionTransition, .sessionQR: self = .bulk
        case .sessionChanged, .sessionReminder, .sessionAcked, .sessionUnacked, .groupUpdated: self = .normal
        default: self = .urgent
        }
    }
}
