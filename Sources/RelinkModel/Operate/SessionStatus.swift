// SPDX-License-Identifier: Apache-2.0

/// What is known of one session at this moment, for people and for the API.
package struct SessionStatus: Hashable, Sendable {
    /// Which session.
    package let key: SessionKey
    /// Its configuration, or what discovery filled in.
    package let plan: SessionPlan
    /// The last condition observed; nil before the first answer.
    package let observed: SessionCondition?
    /// When that condition was first observed.
    package let observedSince: Timestamp?
    /// The condition that is believed; nil until the first one is.
    package let confirmed: SessionCondition?
    /// When the believed condition was first observed.
    package let confirmedSince: Timestamp?
    /// The gateway's own words of its last answer.
    package let words: GatewayWords?
    /// When the gateway last answered for this session.
    package let answeredAt: Timestamp?
    /// The account that it is linked to.
    package let account: AccountStatus
    /// Whether the gateway is away, so that all of this is only the last known.
    package let isFrozen: Bool
    /// The incident that is open for it.
    package let incident: IncidentReference?
    /// The QR code it shows, without the payload's text unless it is asked for by name.
    package let qrSequence: Int?
    /// When that code is taken to be dead.
    package let qrExpiresAt: Timestamp?

    /// A status of those facts.
    package init(
        key: SessionKey, plan: SessionPlan, observed: SessionCondition?, observedSince: Timestamp?,
        confirmed: SessionCondition?, confirmedSince: Timestamp?, words: GatewayWords?, answeredAt: Timestamp?,
        account: AccountStatus = AccountStatus(.unread), isFrozen: Bool, incident: IncidentReference?, qrSequence: Int?,
        qrExpiresAt: Timestamp?
    ) {
        self.key = key
        self.plan = plan
        self.observed = observed
        self.observedSince = observedSince
        self.confirmed = confirmed
        self.confirmedSince = confirmedSince
        self.words = words
        self.answeredAt = answeredAt
        self.account = account
        self.isFrozen = isFrozen
        self.incident = incident
        self.qrSequence = qrSequence
        self.qrExpiresAt = qrExpiresAt
    }

    /// The one condition to show: unreachable while the gateway is away, else the last observed.
    package var shown: SessionCondition? {
        isFrozen ? SessionCondition(.unreachable) : observed
    }
}
