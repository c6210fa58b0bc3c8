// SPDX-License-Identifier: Apache-2.0

/// Everything that a channel needs to render one delivery: the stored facts, and what is true at this moment.
package struct Alert: Hashable, Sendable {
    /// What is rendered, for which recipient.
    package let delivery: DeliveryID
    /// Who it is for.
    package let recipient: Recipient
    /// The facts.
    package let event: AlertEvent
    /// The gateway it happened at.
    package let gateway: GatewayID
    /// What software that is.
    package let gatewayKind: GatewayKind
    /// The session as it is configured now; nil for an event of the gateway itself.
    package let session: SessionPlan?
    /// What people call the sessions that the event names, where that is not their name.
    package let titles: [String: String]
    /// The code that the session shows now, for round, sequence and expiry. The payload itself goes into a slot.
    package let qr: LiveQR?
    /// When it is rendered.
    package let now: Timestamp
    /// How late the message is, nil unless it waited for more than two minutes.
    package let delay: Duration?
    /// Silences that have been in force for more than a week, which nobody may remember; told with reminders.
    package var oldSilences = 0

    /// An alert of those parts.
    package init(
        delivery: DeliveryID, recipient: Recipient, event: AlertEvent, gateway: GatewayID, gatewayKind: GatewayKind,
        session: SessionPlan?, titles: [String: String] = [:], qr: LiveQR?, now: Timestamp, delay: Duration? = nil
    ) {
        self.delivery = delivery
        self.recipient = recipient
        self.event = event
        self.gateway = gateway
        self.gatewayKind = gatewayKind
        self.session = session
        self.titles = titles
        self.qr = qr
        self.now = now
        self.delay = delay
    }
}
