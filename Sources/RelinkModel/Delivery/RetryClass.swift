// SPDX-License-Identifier: Apache-2.0

/// How patiently a message is retried, and which goes first where several wait for one channel.
package enum RetryClass: String, Sendable, CaseIterable {
    /// Openings, closings, escalations and everything about a gateway.
    case urgent
    /// Changes, reminders, and who takes care of it.
    case normal
    /// Machine feeds of every transition.
    case bulk
    /// QR codes, and edits that follow them: worth nothing once the next one is there.
    case perishable

    /// The class that an event of that kind is delivered with.
    package init(_ kind: EventKind) {
        switch kind {
        case .sessionTransition, .eventsDropped: self = .bulk
        case .sessionQR: self = .perishable
        case .sessionChanged, .sessionReminder, .sessionAcked, .sessionUnacked, .groupUpdated: self = .normal
        default: self = .urgent
        }
    }

    /// All classes, the most urgent first.
    package static let byUrgency: [RetryClass] = [.urgent, .normal, .bulk, .perishable]

    /// Its place among them, from 0.
    package var rank: Int { Self.byUrgency.firstIndex(of: self) ?? 0 }
}
