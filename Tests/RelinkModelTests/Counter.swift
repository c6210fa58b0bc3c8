// SPDX-License-Identifier: Apache-2.0

import RelinkModel

/// The queues before all channels, as a dispatcher keeps them, under virtual time.
struct Counter {
    private var queues: [ChannelID: ChannelQueue]
    private var buckets = TokenBuckets()
    private var published: [ChannelID: [Recipient: ChannelTrouble]] = [:]

    init(_ channels: [ChannelID], concurrency: Int = 16) {
        queues = Dictionary(uniqueKeysWithValues: channels.map { ($0, ChannelQueue(concurrency: concurrency)) })
    }

    /// Puts a lane in line.
    mutating func offer(_ lane: LaneKey, _ turn: LaneTurn, at now: BootTime) {
        queues[lane.recipient.channel]?.offer(Claim(gateway: "main", lane: lane), turn, at: now)
    }

    /// Notes what became of an attempt.
    mutating func attempted(_ lane: LaneKey, _ outcome: DeliveryOutcome, at now: BootTime) {
        queues[lane.recipient.channel]?.attempted(Claim(gateway: "main", lane: lane), outcome, at: now)
    }

    /// Takes back what was not used.
    mutating func release(_ lane: LaneKey) {
        queues[lane.recipient.channel]?.release(Claim(gateway: "main", lane: lane), &buckets)
    }

    /// Whoever has its turn now.
    mutating func admitAll(at now: BootTime) -> [LaneKey] {
        var lanes: [LaneKey] = []
        for channel in queues.keys.sorted() {
            while let claim = queues[channel]?.admitNext(at: now, &buckets) { lanes.append(claim.lane) }
        }
        return lanes
    }

    /// When to look again.
    func opens(after now: BootTime) -> BootTime? { queues.values.compactMap { $0.opens(after: now, buckets) }.min() }

    /// Who of the channel gets nothing now; nil where that is as it was.
    ///
    /// - Parameter isProven: whether something got through just now.
    mutating func takeNews(of channel: ChannelID, isProven: Bool) -> [Recipient: ChannelTrouble]? {
        let known = published[channel]
        guard let troubles = queues[channel]?.troubles(of: channel),
            troubles != known ?? [:] || isProven && known == nil
        else { return nil }
        published[channel] = troubles
        return troubles
    }

    /// How a channel stands.
    func health(_ channel: ChannelID) -> ChannelHealth? { queues[channel]?.health }
}
