// SPDX-License-Identifier: Apache-2.0

extension GatewayWatch {
    /// What was told of a configuration that was not taken.
    struct Rejection: Sendable {
        let since: Moment
        let told: [Recipient]
    }

    /// Takes in whether the configuration that stands in the file is the one that runs. That it is not is told once,
    /// however often it is read again, and that it is once more.
    ///
    /// - Parameter problems: why it is not, a line each; none when it is.
    mutating func readConfiguration(_ problems: [String], at now: Moment) -> Decision {
        guard plan.mayAct else { return Decision() }
        if let rejection {
            guard problems.isEmpty else { return Decision() }
            self.rejection = nil
            // Whoever has not heard of it needs not hear that it is over.
            let (withdrawal, told) = withdraw(.watcherConfigRejected, from: rejection.told, at: now)
            var decision = withdrawal
            decision.append(
                spread(rejectionEvent(since: rejection.since, words: "", isOver: true, at: now), to: told, at: now))
            decision.changes.append(.incident(record(of: rejection, closedAt: now.wall)))
            return decision
        }
        guard let first = problems.first else { return Decision() }
        let words = problems.count > 1 ? "\(first); and \(problems.count - 1) more" : first
        let rejection = Rejection(since: now, told: plan.meta)
        self.rejection = rejection
        var decision = spread(
            rejectionEvent(since: now, words: words, isOver: false, at: now), to: rejection.told, at: now)
        decision.changes.append(.incident(record(of: rejection, closedAt: nil)))
        return decision
    }

    private func rejectionEvent(since: Moment, words: String, isOver: Bool, at now: Moment) -> AlertEvent {
        AlertEvent(
            id: EventID("\(rejectionID(since))-\(isOver ? 2 : 1)"), kind: .watcherConfigRejected, subject: .watcher,
            occurredAt: now.wall, incident: nil, sequence: isOver ? 2 : 1,
            condition: isOver ? .connected : SessionCondition(.failed), severity: isOver ? .info : .error,
            since: since.wall, outage: isOver ? now.length(since: since) : nil, words: words)
    }

    private func record(of rejection: Rejection, closedAt: Timestamp?) -> IncidentRecord {
        .ofWatcher(
            rejectionID(rejection.since), .watcherConfigRejected, since: rejection.since.wall, told: rejection.told,
            closedAt: closedAt)
    }

    private func rejectionID(_ since: Moment) -> IncidentID {
        IncidentID("\(book.namespace)-config-\(since.wall.milliseconds)")
    }
}
