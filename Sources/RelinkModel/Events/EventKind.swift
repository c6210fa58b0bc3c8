// SPDX-License-Identifier: Apache-2.0

/// What is told: the `type` of a webhook body, and the name that routes, templates and `events:` use.
package enum EventKind: String, Sendable, CaseIterable {
    /// An outage of one session is confirmed.
    case sessionOpened = "session.opened"
    /// The outage goes on and has become newly actionable.
    case sessionChanged = "session.changed"
    /// It was over, and is back within the reopen window: the same incident.
    case sessionRelapsed = "session.relapsed"
    /// The session is confirmed connected again.
    case sessionRecovered = "session.recovered"
    /// The outage lasts, and nobody has taken it on.
    case sessionReminder = "session.reminder"
    /// Nobody acknowledged the outage in time, so the next level hears of it.
    case sessionEscalated = "session.escalated"
    /// Somebody has taken the outage on.
    case sessionAcked = "session.acked"
    /// Whoever had taken it on has not mended it in time, or gave it back.
    case sessionUnacked = "session.unacked"
    /// It drops and recovers so often that each time is no longer told.
    case sessionFlappingStarted = "session.flapping_started"
    /// It has been calm for long enough; how it stands is told.
    case sessionFlappingEnded = "session.flapping_ended"
    /// It is linked to another account than the one it should have. It tells that of an outage that is known, or opens
    /// one (``AlertEvent/isFirst``).
    case sessionWrongAccount = "session.wrong_account"
    /// One message instead of two: it opened and recovered before the opening could be told.
    case sessionBriefOutage = "session.brief_outage"
    /// The first thing ever seen of a session was that it is not connected.
    case sessionFirstSeen = "session.first_seen"
    /// The incident ends because nobody watches the session any more.
    case sessionUnwatched = "session.unwatched"
    /// One observed change of state, unconfirmed; for machines that asked for `transitions`.
    case sessionTransition = "session.transition"
    /// A new QR code; for machines that asked for `qr`. Perishable.
    case sessionQR = "session.qr"
    /// The gateway itself is confirmed unreachable.
    case serverOpened = "server.opened"
    /// The gateway answers again and its sessions have settled.
    case serverRecovered = "server.recovered"
    /// The gateway answers but our key or address is wrong, or its words are unknown to us.
    case serverMisconfigured = "server.misconfigured"
    /// More changes came than are kept for a receiver that takes none: so many were not told one by one.
    case eventsDropped = "events_dropped"
    /// A channel does not take what it is sent; told to all others.
    case watcherChannelFailing = "watcher.channel_failing"
    /// It does again.
    case watcherChannelRecovered = "watcher.channel_recovered"
    /// No gateway was seen for a while, or is seen any more: rather the network of Relink's machine than so many outages.
    case watcherBlind = "watcher.blind"
    /// A changed configuration has mistakes and was not taken, or one is taken again.
    case watcherConfigRejected = "watcher.config_rejected"
    /// Relink was ended while it sent, and has started again: those messages may come twice.
    case watcherStarted = "watcher.started"
    /// Relink cannot store what happens.
    case watcherDegraded = "watcher.degraded"

    /// Several sessions of a gateway went down together: one message instead of one for each.
    case groupOpened = "group.opened"
    /// The group has grown a good deal, or needs a person now.
    case groupUpdated = "group.updated"
    /// All sessions of the group are back.
    case groupRecovered = "group.recovered"

    /// Whether the kind closes what an earlier one opened (invariant I1).
    package var isClosing: Bool {
        switch self {
        case .sessionRecovered, .sessionBriefOutage, .sessionUnwatched, .sessionFlappingEnded, .serverRecovered,
            .groupRecovered, .watcherChannelRecovered:
            true
        default: false
        }
    }

    /// Whether the kind opens, or opens again, what a closing one ends.
    package var isOpening: Bool {
        switch self {
        case .sessionOpened, .sessionRelapsed, .sessionFirstSeen, .sessionFlappingStarted, .serverOpened,
            .serverMisconfigured, .groupOpened:
            true
        default: false
        }
    }

    /// Whether routes are asked who is told of it. Everything else goes to those who know of the incident already.
    package var isRouted: Bool {
        switch self {
        case .sessionOpened, .sessionRelapsed, .sessionFirstSeen, .sessionBriefOutage, .sessionFlappingStarted,
            .sessionWrongAccount, .serverOpened, .serverMisconfigured:
            true
        default: false
        }
    }

    /// Which `events:` subscription of a channel the kind belongs to.
    package var subscription: EventSubscription {
        switch self {
        case .sessionTransition, .eventsDropped: .transitions
        case .sessionQR: .qr
        default: .incidents
        }
    }
}
