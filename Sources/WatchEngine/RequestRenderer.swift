// SPDX-License-Identifier: Apache-2.0

import RelinkModel

/// Brings a decided row together with what is true at this moment, and has its channel render it.
struct RequestRenderer: Sendable {
    /// A message that tells of something older says how late it is.
    static let lateAfter: Duration = .minutes(2)

    /// A silence that has lasted longer is told of with reminders.
    static let silenceAge: Duration = .hours(7 * 24)

    private let channels: [ChannelID: any NotificationChannel]
    private let vault: QRVault

    init(channels: [ChannelID: any NotificationChannel], vault: QRVault) {
        self.channels = channels
        self.vault = vault
    }

    /// The row's request as it is from now on; nil when its channel is gone.
    func prepare(_ row: Delivery, by watch: GatewayWatch, at now: Moment) -> PreparedRequest? {
        channels[row.lane.recipient.channel]?.prepare(alert(for: row, by: watch, at: now), plain: row.isPlain)
    }

    /// What the row tells, as it stands now.
    func alert(for row: Delivery, by watch: GatewayWatch, at now: Moment) -> Alert {
        alert(row.id, about: row.event, for: row.lane.recipient, by: watch, at: now)
    }

    /// What a message that was sent for the event tells now.
    func alert(about event: AlertEvent, for recipient: Recipient, by watch: GatewayWatch, at now: Moment) -> Alert {
        alert(DeliveryID("\(event.id):\(recipient)"), about: event, for: recipient, by: watch, at: now)
    }

    /// What is told when the store refuses what happens, to whoever is told of Relink itself.
    func warnings(of error: StoreError, by watch: GatewayWatch, at now: Moment) -> [Alert] {
        guard watch.plan.mayAct else { return [] }
        let event = AlertEvent(
            id: EventID("degraded-\(watch.plan.id)-\(now.wall.milliseconds)"), kind: .watcherDegraded,
            subject: .watcher,
            occurredAt: now.wall, incident: nil, sequence: 1, condition: SessionCondition(.unreachable),
            severity: .critical, since: now.wall, words: "\(error)")
        return watch.plan.meta.map { alert(about: event, for: $0, by: watch, at: now) }
    }

    private func alert(
        _ id: DeliveryID, about event: AlertEvent, for recipient: Recipient, by watch: GatewayWatch, at now: Moment
    ) -> Alert {
        let session = event.subject.sessionName
        let age = now.wall - event.occurredAt
        var alert = Alert(
            delivery: id, recipient: recipient, event: event, gateway: watch.plan.id, gatewayKind: watch.plan.kind,
            session: session.flatMap(watch.plan(of:)),
            titles: Dictionary(
                event.sessions.compactMap { brief in watch.plan(of: brief.name).map { (brief.name, $0.title) } }
            ) { first, _ in first },
            qr: session.flatMap { vault.liveQR(of: SessionKey(gateway: watch.plan.id, name: $0)) },
            now: now.wall, delay: age > Self.lateAfter ? age : nil)
        if event.kind == .sessionReminder {
            alert.oldSilences = watch.silences.count {
                $0.until > now.wall && now.wall - $0.createdAt > Self.silenceAge
            }
        }
        return alert
    }
}
