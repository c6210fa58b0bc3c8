// SPDX-License-Identifier: Apache-2.0

extension GatewayWatch {
    /// What is seen of this gateway, for the check over all of them.
    package var outlook: Outlook {
        if let failure = gate.failure { return .lost(since: failure.since) }
        return gate.isSteady ? .seen : .unknown
    }

    /// Takes in what is seen of all gateways.
    ///
    /// - Parameter tells: whether this gateway's watch tells people of it. One does.
    mutating func saw(_ sight: Sight, tells: Bool, at now: Moment) -> Decision {
        let wasBlind = blindness != nil
        blindness = plan.host == nil ? nil : sight.blindness
        if wasBlind, blindness == nil, isKeptBack {
            // Another gateway is seen again. This one has as long as it takes to believe that it is away.
            let patience = plan.policy.rule(for: .unreachable).duration
            book.update(.reachability, at: now) { $0.heldUntil = now.boot + patience }
        }
        guard tells, plan.mayAct, let news = blindReport.note(sight, at: now) else { return Decision() }
        return tell(news, at: now)
    }

    /// Whether the outage of the gateway is known and told to nobody.
    private var isKeptBack: Bool {
        guard let incident = book[.reachability] else { return false }
        return incident.isOpen && !incident.isAnnounced && !incident.care.isMuted
    }

    /// Notes that the gateway was lost together with all others. That is told of none of them, as long as it may be
    /// this machine's network.
    mutating func keepBack(at now: Moment) -> Decision {
        book.update(.reachability, at: now) { $0.heldUntil = now.boot + plan.pollInterval }
        guard let incident = book[.reachability] else { return Decision() }
        let words = "lost together with all other gateways"
        return Decision(
            changes: [
                .history(
                    HistoryRecord(
                        at: now.wall, subject: .server, what: "blind",
                        condition: SessionCondition(.unreachable, .blind), incident: incident.reference.id,
                        words: words))
            ], actions: [.log(.keptBack(plan.id, words))])
    }

    /// The outage that was kept back is told, unless everything else is still lost too.
    mutating func announceLoss(at now: Moment) -> Decision {
        guard blindness == nil else {
            book.update(.reachability, at: now) { $0.heldUntil = now.boot + plan.pollInterval }
            return Decision()
        }
        return announce(.reachability, by: .serverOpened, previous: .connected, counts: counts, at: now)
    }

    /// Tells of a blindness that does not end.
    mutating func blindnessDue(at now: Moment) -> Decision {
        guard let news = blindReport.takeDue(at: now) else { return Decision() }
        return tell(news, at: now)
    }

    private mutating func tell(_ news: BlindReport.News, at now: Moment) -> Decision {
        switch news {
        case .lasts(let blindness):
            let recipients = plan.meta
            blindReport.wasTold(to: recipients)
            let event = event(of: blindness, isOver: false, at: now)
            var decision = spread(event, to: recipients, at: now)
            decision.changes.append(.incident(record(of: blindness, told: recipients, closedAt: nil)))
            return decision
        case .over(let blindness, let told):
            // Whoever has not heard that it lasts hears of it once.
            var decision = withdraw(.watcherBlind, from: told, at: now).decision
            let event = event(of: blindness, isOver: true, at: now)
            let recipients = told + plan.meta.filter { !told.contains($0) }
            decision.append(spread(event, to: recipients, at: now))
            if !told.isEmpty {
                decision.changes.append(.incident(record(of: blindness, told: told, closedAt: now.wall)))
            }
            return decision
        }
    }

    private func event(of blindness: Blindness, isOver: Bool, at now: Moment) -> AlertEvent {
        AlertEvent(
            id: EventID("\(blindness.id(in: book.namespace))-\(isOver ? 2 : 1)"), kind: .watcherBlind,
            subject: .watcher, occurredAt: now.wall, incident: nil, sequence: isOver ? 2 : 1,
            condition: isOver ? .connected : SessionCondition(.unreachable, .blind),
            severity: isOver ? .info : .critical, since: blindness.since.wall,
            outage: isOver ? now.length(since: blindness.since) : nil,
            counts: SessionCounts(total: blindness.gateways, connectedBefore: 0, connectedNow: 0))
    }

    private func record(of blindness: Blindness, told: [Recipient], closedAt: Timestamp?) -> IncidentRecord {
        .ofWatcher(
            blindness.id(in: book.namespace), .watcherBlind, since: blindness.since.wall, told: told,
            count: blindness.gateways, closedAt: closedAt)
    }
}

extension Blindness {
    fileprivate func id(in namespace: String) -> IncidentID {
        IncidentID("\(namespace)-blind-\(since.wall.milliseconds)")
    }
}
