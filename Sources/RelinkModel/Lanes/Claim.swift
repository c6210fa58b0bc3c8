// SPDX-License-Identifier: Apache-2.0

/// Somebody's wish to use a channel once. Lanes of two gateways may have equal keys, so the gateway belongs to it.
package struct Claim: Hashable, Sendable {
    /// What is sent.
    package enum Errand: Hashable, Sendable {
        /// The head of the lane, from the outbox.
        case message
        /// A new QR code, from memory.
        case code
        /// A change of a message that was sent, from memory.
        case edit
    }

    /// Whose lane it is.
    package let gateway: GatewayID
    /// The lane, or for what is told from memory the recipient and subject.
    package let lane: LaneKey
    /// What is sent.
    package let errand: Errand

    /// A claim of that lane.
    package init(gateway: GatewayID, lane: LaneKey, errand: Errand = .message) {
        self.gateway = gateway
        self.lane = lane
        self.errand = errand
    }

    /// The channel that it waits for.
    package var channel: ChannelID { lane.recipient.channel }
}
