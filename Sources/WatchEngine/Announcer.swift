// SPDX-License-Identifier: Apache-2.0

import RelinkModel

/// Tells QR codes from memory: a few quick tries while the code is the one that is shown, and no more. Each waits for its
/// turn behind the messages of the channel.
///
/// A code lives for twenty seconds or so. Told later it would be worse than nothing, so nothing of it is stored.
struct Announcer: Sendable {
    /// Pauses between the tries.
    static let pauses: [Duration] = [.milliseconds(500), .seconds(1), .seconds(2)]

    private let vault: QRVault
    private let dispatcher: Dispatcher
    private let time: any TimeSource

    init(vault: QRVault, dispatcher: Dispatcher, time: any TimeSource) {
        self.vault = vault
        self.dispatcher = dispatcher
        self.time = time
    }

    /// Sends the row until it is taken, refused, out of tries, or about a code that is over.
    func announce(_ row: Delivery, _ alert: Alert, through channel: any NotificationChannel) async {
        guard let name = row.lane.subject.sessionName, let id = alert.qr?.id else { return }
        let session = SessionKey(gateway: alert.gateway, name: name)
        let claim = Claim(gateway: alert.gateway, lane: row.lane, errand: .code)
        var request: FrozenRequest?
        var pauses = Self.pauses.makeIterator()
        var attempt = 0
        while !Task.isCancelled, vault.liveQR(of: session)?.id == id, await dispatcher.enter(claim) {
            guard vault.liveQR(of: session)?.id == id else { return dispatcher.release(claim) }
            let prepared = request ?? channel.prepare(alert, plain: row.isPlain).request
            request = prepared
            attempt += 1
            let report = await channel.send(
                prepared, delivery: row.id, attempt: attempt, session: session, at: time.now.wall)
            dispatcher.attempted(claim, report.outcome)
            guard case .retry = report.outcome, let pause = pauses.next() else { return }
            await time.sleep(until: time.now.boot + pause)
        }
    }
}
