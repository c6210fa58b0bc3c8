// SPDX-License-Identifier: Apache-2.0

extension GatewayWatch {
    /// Takes up what was told of Relink itself before a restart.
    mutating func recallWatcher(_ records: [IncidentRecord], at now: Moment) {
        for record in records where record.subject == .watcher && record.closedAt == nil {
            switch record.openedBy {
            case .watcherBlind: blindReport.resume(record, at: now)
            case .watcherConfigRejected: rejection = Rejection(since: now.recalling(record.since), told: record.told)
            case .watcherChannelFailing: recallChannel(record, at: now)
            default: break
            }
        }
    }

    private mutating func recallChannel(_ record: IncidentRecord, at now: Moment) {
        guard let channel = channel(of: record.reference.id), plan.channels.contains(where: { $0.id == channel }) else {
            return
        }
        episodes.resume(channel, since: now.recalling(record.since), told: record.told)
    }

    /// Tells that Relink was ended while it sent; nobody is told of a start that nobody can notice.
    ///
    /// - Parameter cutOff: how many messages were being sent.
    mutating func startedAgain(cutOff: Int, at now: Moment) -> Decision {
        guard cutOff > 0, plan.mayAct else { return Decision() }
        let event = AlertEvent(
            id: EventID("\(book.namespace)-started-\(now.wall.milliseconds)"), kind: .watcherStarted, subject: .watcher,
            occurredAt: now.wall, incident: nil, sequence: 1, condition: .connected, severity: .warning,
            counts: SessionCounts(total: cutOff, connectedBefore: 0, connectedNow: 0))
        return spread(event, to: plan.meta, at: now)
    }

    /// Tells something of Relink itself.
    mutating func spread(_ event: AlertEvent, to recipients: [Recipient], at now: Moment) -> Decision {
        var decision = Decision(logging: .event(event, gateway: plan.id, recipients: recipients))
        for recipient in recipients { decision.append(lanes.enqueue(event, for: recipient, at: now)) }
        return decision
    }

    /// Takes back what is not true any more from whoever has not seen it.
    ///
    /// - Returns: those of the recipients who may have.
    mutating func withdraw(
        _ kind: EventKind, from recipients: [Recipient], at now: Moment
    ) -> (decision: Decision, told: [Recipient]) {
        var decision = Decision()
        var told: [Recipient] = []
        for recipient in recipients {
            let withdrawal = lanes.withdraw([kind], about: .watcher, from: [recipient], at: now).decision
            if withdrawal.isEmpty { told.append(recipient) }
            decision.append(withdrawal)
        }
        return (decision, told)
    }
}
