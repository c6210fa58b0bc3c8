// SPDX-License-Identifier: Apache-2.0

import RelinkModel

/// A lane's wish to send its next message. Lanes of two gateways may have equal keys, so the gateway belongs to it.
struct Claim: Hashable, Sendable {
    let gateway: GatewayID
    let lane: LaneKey

    var channel: ChannelID { lane.recipient.channel }
}
