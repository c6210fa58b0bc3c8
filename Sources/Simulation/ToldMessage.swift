// SPDX-License-Identifier: Apache-2.0

package import RelinkModel

/// A message as its receiver took it.
package struct ToldMessage: Hashable, Sendable {
    /// Who.
    package let recipient: Recipient
    /// Of which gateway.
    package let gateway: GatewayID
    /// What it tells.
    package let event: AlertEvent
    /// In the words that a person reads.
    package let text: String
    /// Which attempt it was, from 1.
    package let attempt: Int
    /// Whether the receiver has it from an earlier attempt already.
    package let isCopy: Bool

    /// A message of those facts.
    package init(
        recipient: Recipient, gateway: GatewayID, event: AlertEvent, text: String, attempt: Int, isCopy: Bool
    ) {
        self.recipient = recipient
        self.gateway = gateway
        self.event = event
        self.text = text
        self.attempt = attempt
        self.isCopy = isCopy
    }

    /// Whether it is worth waking somebody: it asks for somebody, now, and loudly.
    package var wakes: Bool {
        event.status == "firing" && event.severity >= .error && event.attendedFrom == nil
            && event.kind.subscription == .incidents && event.kind != .sessionAcked
    }
}
