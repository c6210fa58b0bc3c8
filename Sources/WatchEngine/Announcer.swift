// SPDX-License-Identifier: Apache-2.0

import RelinkModel

/// Tells QR codes from memory: a few quick tries while the code is the one that is shown, and no more.
///
/// A code lives for twenty seconds or so. Told later it would be worse than nothing, so nothing of it is stored.
struct Announcer: Sendable {
    /// Pauses between the tries.
    static let pauses: [Duration] = [.milliseconds(500), .seconds(1), .seconds(2)]

    private let vault: QRVault
    private let time: any TimeSource

    init(vault: QRVault, time: any TimeSource) {
        self.vault = vault
        self.time = time
    }

    /// Sends the row until it is taken, refused, out of tries, or about a code that is over.
    func announce(_ row: Delivery, _ alert: Alert, through channel: any NotificationChannel) async {
        guard let name = row.lane.subject.sessionName, let id = alert.qr?.id else { return }
        let session = SessionKey(gateway: alert.gateway, name: name)
        let request = channel.prepare(alert, plain: row.isPlain).request
        var pauses = Self.pauses.makeIterator()
        var attempt = 0
        while !Task.isCancelled, vault.liveQR(of: session)?.id == id {
            attempt += 1
            let report = await channel.send(
                request, delivery: row.id, attempt: attempt, session: session, at: time.now.wall)
            guard case .retry = report.outcome, let pause = pauses.next() else { return }
            await time.sleep(until: time.now.boot + pause)
        }
    }
}
