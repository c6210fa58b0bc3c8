// SPDX-License-Identifier: Apache-2.0

/// One event for one recipient: a row of the outbox.
package struct Delivery: Hashable, Sendable {
    /// Where a row stands.
    package enum State: String, Sendable, CaseIterable {
        /// Waiting for its turn or for its retry.
        case queued
        /// An attempt may be under way. Found at start, it means that a crash cut one off.
        case sending
        /// Accepted by the receiver.
        case delivered
        /// Replaced by a later row that says more, or folded into it.
        case superseded
        /// Gave up: rejected, or past its horizon.
        case dead
    }

    /// Whether somebody else hears of it while its channel takes nothing.
    package enum StandIn: String, Sendable, CaseIterable {
        /// Nobody yet.
        case none
        /// The channel's fallback is told of the event anyway.
        case hears
        /// The fallback was told in its place.
        case told
    }

    /// Identity; equal on every attempt.
    package let id: DeliveryID
    /// Who it is for, in which order.
    package let lane: LaneKey
    /// What it says.
    package var event: AlertEvent
    /// Position in its lane, from 1.
    package let position: Int
    /// When it was decided.
    package let createdAt: Timestamp
    /// Where it stands.
    package var state: State
    /// Attempts begun so far.
    package var attempts: Int
    /// Attempts whose outcome is unknown: the receiver may have it.
    package var ambiguousAttempts: Int
    /// When it may be tried (again), by the wall clock.
    package var dueAt: Timestamp
    /// Whether it is rendered as plain text because the receiver rejected the full form.
    package var isPlain: Bool
    /// Why it waits or ended, one line for people; empty while there is nothing to say.
    package var note: String
    /// Whether somebody else hears of it.
    package var standIn = StandIn.none

    /// A new row, due at once.
    package init(id: DeliveryID, lane: LaneKey, event: AlertEvent, position: Int, createdAt: Timestamp) {
        self.id = id
        self.lane = lane
        self.event = event
        self.position = position
        self.createdAt = createdAt
        state = .queued
        attempts = 0
        ambiguousAttempts = 0
        dueAt = createdAt
        isPlain = false
        note = ""
    }

    /// Whether something is still to be done for it.
    package var isOpen: Bool { state == .queued || state == .sending }
}
