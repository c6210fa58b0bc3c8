// SPDX-License-Identifier: Apache-2.0

extension GatewayWatch {
    /// Notes which recipients of a channel get nothing at present.
    mutating func note(
        _ channel: ChannelID, _ troubles: [Recipient: ChannelTrouble], tells: Bool, at now: Moment
    ) {
        lanes.note(channel, troubles, at: now)
        guard tells, plan.mayAct else { return }
        episodes.note(channel, troubles.values.min { $0.since < $1.since })
    }

    /// Tells elsewhere what a channel did not take in time, and tells of the channel itself.
    mutating func channelsDue(at now: Moment) -> Decision {
        var (decision, diversions) = lanes.divertDue(at: now)
        // Whoever was told in the place of another hears the end too (I1).
        for diversion in diversions where !diversion.event.kind.isClosing {
            guard
                let topic = Incident.Topic(
                    subject: diversion.event.subject, openedBy: diversion.event.kind, diversion.event.condition),
                let incident = book[topic], incident.reference.id == diversion.event.incident?.id,
                !incident.told.contains(diversion.recipient)
            else { continue }
            book.update(topic, at: now) { $0.told.append(diversion.recipient) }
            touch(topic)
        }
        for news in episodes.takeDue(at: now.boot) { decision.append(tell(news, at: now)) }
        return decision
    }

    private mutating func tell(_ news: ChannelEpisodes.News, at now: Moment) -> Decision {
        let length = now.boot - news.since
        var event = AlertEvent(
            id: EventID("\(book.namespace)-\(news.channel)-\(now.wall.milliseconds)"),
            kind: news.isFailing ? .watcherChannelFailing : .watcherChannelRecovered, subject: .watcher,
            occurredAt: now.wall, incident: nil, sequence: 1,
            condition: news.isFailing ? SessionCondition(.unreachable) : .connected,
            severity: news.isFailing ? .error : .info, since: now.wall - length,
            outage: news.isFailing ? nil : length, words: news.reason)
        event.passage.channel = news.channel
        var decision = Decision()
        decision.actions = [.log(.channel(event, news.channel, isFailing: news.isFailing))]
        let known = news.told.filter { told in plan.channels.contains { $0.id == told.channel } }
        let recipients = known.isEmpty ? witnesses(of: news.channel) : known
        if news.isFailing { episodes.wasTold(news.channel, to: recipients) }
        for recipient in recipients { decision.append(lanes.enqueue(event, for: recipient, at: now)) }
        decision.changes.append(
            .incident(
                .ofWatcher(
                    episodeID(of: news.channel), .watcherChannelFailing, since: now.wall - length, told: recipients,
                    closedAt: news.isFailing ? nil : now.wall)))
        return decision
    }

    /// What is stored of a channel in trouble: one record for each channel.
    private func episodeID(of channel: ChannelID) -> IncidentID {
        IncidentID("\(book.namespace)-channel-\(channel)")
    }

    /// The channel of such a record.
    func channel(of episode: IncidentID) -> ChannelID? {
        let prefix = "\(book.namespace)-channel-"
        guard episode.rawValue.hasPrefix(prefix) else { return nil }
        return ChannelID(String(episode.rawValue.dropFirst(prefix.count)))
    }

    /// Who is told of a channel in trouble: whoever is told of Relink itself, else every other channel.
    private func witnesses(of channel: ChannelID) -> [Recipient] {
        let meta = plan.meta.filter { $0.channel != channel }
        guard meta.isEmpty else { return meta }
        return plan.channels.filter { $0.id != channel && $0.subscriptions.contains(.incidents) }
            .map { Recipient(channel: $0.id) }
    }
}
