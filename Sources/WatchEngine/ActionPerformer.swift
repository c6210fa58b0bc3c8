// SPDX-License-Identifier: Apache-2.0

import RelinkModel

/// Does what was decided, each request as a child task of the group it is given; answers go back as arrivals.
struct ActionPerformer: Sendable {
    private let gateway: any SessionGateway
    private let channels: [ChannelID: any NotificationChannel]
    private let dispatcher: Dispatcher
    private let announcer: Announcer
    private let figures: GatewayFigures
    private let log: any EventLog
    private let time: any TimeSource
    private let post: @Sendable (Arrival) -> Void

    /// - Parameter post: takes the answers; it returns at once.
    init(
        gateway: any SessionGateway, channels: [ChannelID: any NotificationChannel], dispatcher: Dispatcher,
        vault: QRVault, figures: GatewayFigures, log: any EventLog, time: any TimeSource,
        post: @escaping @Sendable (Arrival) -> Void
    ) {
        self.gateway = gateway
        self.channels = channels
        self.dispatcher = dispatcher
        self.announcer = Announcer(vault: vault, dispatcher: dispatcher, time: time)
        self.figures = figures
        self.log = log
        self.time = time
        self.post = post
    }

    /// Asks the gateway. Polls need no task: the adapter hands their answers over in batches.
    func ask(_ question: Question, in group: inout DiscardingTaskGroup) {
        switch question {
        case .poll(let sessions):
            gateway.poll(sessions) { [post] in post(.input(.polled($0))) }
        case .ping:
            group.addTask { post(.input(.pinged(await gateway.ping()))) }
        case .list:
            group.addTask { post(.input(.listed(await gateway.list()))) }
        case .readAccount(let session):
            group.addTask { post(.input(.sawAccount(session: session, await gateway.account(session)))) }
        case .probe(let session):
            group.addTask { post(.input(.probed(session: session, await gateway.probe(session)))) }
        case .pullQR(let session):
            group.addTask { post(.sighting(await gateway.qr(session), of: session)) }
        }
    }

    /// Takes a step whose decision is durable.
    func perform(_ step: Step, in group: inout DiscardingTaskGroup) {
        switch step {
        case .start(let session):
            group.addTask { post(.input(.startAnswered(session: session, await gateway.start(session)))) }
        case .restart(let session):
            group.addTask { post(.input(.startAnswered(session: session, await gateway.restart(session)))) }
        case .send(let row, let request):
            group.addTask { await send(row, request) }
        case .settle(let rows):
            post(.settled(rows))
        case .update(let reference, let alert):
            guard let channel = channels[reference.recipient.channel] else { return }
            group.addTask { await edit(reference, alert, through: channel) }
        case .warn(let alert):
            guard let channel = channels[alert.recipient.channel] else { return }
            group.addTask { await warn(alert, through: channel) }
        case .announce(let row, let alert):
            guard let channel = channels[row.lane.recipient.channel] else { return }
            group.addTask { await announcer.announce(row, alert, through: channel) }
        case .log(let entry):
            log.write(entry)
        case .confirm(let receipt):
            receipt.reply.give(true)
        }
    }

    /// Best effort: the next rotation, or the page behind the link, makes up for an edit that failed or was overtaken.
    private func edit(_ reference: StoredReference, _ alert: Alert, through channel: any NotificationChannel) async {
        let lane = LaneKey(recipient: reference.recipient, subject: alert.event.subject, feed: .incidents)
        let claim = Claim(gateway: gateway.id, lane: lane, errand: .edit)
        guard await dispatcher.enter(claim) else { return }
        let report = await channel.update(reference.reference, alert: alert, at: time.now.wall)
        dispatcher.attempted(claim, report.outcome)
    }

    /// A few tries from memory: there is no store that could remember more. Not through the gate, whose places may be held
    /// by messages that wait for the store.
    private func warn(_ alert: Alert, through channel: any NotificationChannel) async {
        let request = channel.prepare(alert, plain: false).request
        var pauses = Announcer.pauses.makeIterator()
        var attempt = 0
        while !Task.isCancelled {
            attempt += 1
            let report = await channel.send(
                request, delivery: alert.delivery, attempt: attempt, session: nil, at: time.now.wall)
            guard case .retry = report.outcome, let pause = pauses.next() else { return }
            await time.sleep(until: time.now.boot + pause)
        }
    }

    private func send(_ row: Delivery, _ request: FrozenRequest) async {
        guard let channel = channels[row.lane.recipient.channel] else { return }
        let session = row.lane.subject.sessionName.map { SessionKey(gateway: gateway.id, name: $0) }
        let report = await channel.send(
            request, delivery: row.id, attempt: max(1, row.attempts), session: session, at: time.now.wall)
        figures.attempted(row, report, since: time.now.wall - row.createdAt)
        // The gate first, so that the place is free when the lane asks for its next turn.
        dispatcher.attempted(Claim(gateway: gateway.id, lane: row.lane), report.outcome)
        post(.input(.attempted(row.id, report)))
    }
}

extension Arrival {
    fileprivate static func sighting(_ answer: QRAnswer, of session: String) -> Arrival {
        switch answer {
        case .code(let payload, let id): .code(session: session, payload, id: id)
        case .none: .input(.sawQR(session: session, .none))
        case .failed: .input(.sawQR(session: session, .failed))
        }
    }
}
