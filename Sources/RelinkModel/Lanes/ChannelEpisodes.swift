// SPDX-License-Identifier: Apache-2.0

/// When channels that take nothing are told of: once for each episode, to all others, and once when they work again.
struct ChannelEpisodes: Sendable {
    /// Between two tellings, however many channels fail.
    static let spacing: Duration = .minutes(10)
    /// A channel that fails, rather than refuses, has that long to come back before it is told of.
    static let patience = ChannelTrouble.criticalPatience

    /// What is to be told.
    struct News: Hashable {
        let channel: ChannelID
        let isFailing: Bool
        let since: BootTime
        let reason: String
        /// Who was told that it fails, where that is over now.
        var told: [Recipient] = []
    }

    private struct Episode {
        var trouble: ChannelTrouble
        var isTold = false
        var isOver = false
        var told: [Recipient] = []
    }

    private var episodes: [ChannelID: Episode] = [:]
    private var lastTold: BootTime?

    /// Notes how a channel stands; nil once it works.
    mutating func note(_ channel: ChannelID, _ trouble: ChannelTrouble?) {
        if let trouble {
            var episode = episodes[channel] ?? Episode(trouble: trouble)
            let since = min(episode.trouble.since, trouble.since)
            episode.trouble = ChannelTrouble(since: since, isRefused: trouble.isRefused, reason: trouble.reason)
            episode.isOver = false
            episodes[channel] = episode
        } else if episodes[channel]?.isTold == true {
            episodes[channel]?.isOver = true
        } else {
            episodes[channel] = nil
        }
    }

    /// When ``takeDue(at:)`` has something to tell; nil while nothing will be.
    var nextDeadline: BootTime? { episodes.values.compactMap(due).min() }

    /// What is to be told now.
    mutating func takeDue(at now: BootTime) -> [News] {
        var news: [News] = []
        for channel in episodes.keys.sorted() {
            guard let episode = episodes[channel], let due = due(episode), due <= now else { continue }
            news.append(
                News(
                    channel: channel, isFailing: !episode.isOver, since: episode.trouble.since,
                    reason: episode.trouble.reason, told: episode.isOver ? episode.told : []))
            if episode.isOver {
                episodes[channel] = nil
            } else {
                episodes[channel]?.isTold = true
                lastTold = now
            }
        }
        return news
    }

    /// Notes who was told that a channel fails.
    mutating func wasTold(_ channel: ChannelID, to recipients: [Recipient]) {
        episodes[channel]?.told = recipients
    }

    /// Goes on with a channel that was told of before a restart. It works again once something gets through.
    mutating func resume(_ channel: ChannelID, since: Moment, told: [Recipient]) {
        let trouble = ChannelTrouble(since: since.boot, isRefused: false, reason: "")
        episodes[channel] = Episode(trouble: trouble, isTold: true, told: told)
    }

    private func due(_ episode: Episode) -> BootTime? {
        if episode.isOver { return episode.trouble.since }
        guard !episode.isTold else { return nil }
        let trouble = episode.trouble
        let due = trouble.isRefused ? trouble.since : trouble.since + Self.patience
        return lastTold.map { max(due, $0 + Self.spacing) } ?? due
    }
}
