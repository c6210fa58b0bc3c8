// SPDX-License-Identifier: Apache-2.0

import Channels
import HTTPTransfer
import RelinkModel
import RelinkTesting

/// Channels of every kind that talk to a server of a test.
enum TestChannels {
    static let headerKey = "Bearer averysecretheader"
    static let signingSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"

    static func webhook(
        _ server: String, body: WebhookTarget.BodyTemplate? = nil, signing: [String] = [signingSecret],
        contentType: String? = nil, method: String = "POST", qr: QRForm = .auto
    ) -> ChannelSetup {
        let target = WebhookTarget(
            url: Secret("\(server)/hook?key=averysecretquery"), method: method, contentType: contentType,
            headers: [.init(name: "Authorization", value: Secret(headerKey))], signingSecrets: signing.map(Secret.init),
            body: body)
        return ChannelSetup(id: "n8n", subscriptions: [.incidents, .qr], qr: qr, target: .webhook(target))
    }

    static func slack(_ server: String, qr: QRForm = .auto) -> ChannelSetup {
        ChannelSetup(id: "ops", qr: qr, target: .slack(SlackTarget(url: Secret("\(server)\(StrictSlack.path)"))))
    }

    static func telegram(
        _ server: String, qr: QRForm = .auto, chat: String = StrictTelegram.chat, contacts: [ChannelContact] = []
    ) -> ChannelSetup {
        let target = TelegramTarget(token: Secret(StrictTelegram.token), chat: chat, baseURL: server)
        return ChannelSetup(id: "tg", qr: qr, contacts: contacts, target: .telegram(target))
    }

    static func make(
        _ setup: ChannelSetup, liveQR: ScriptedQR = ScriptedQR(SampleAlerts.liveQR),
        templates: [String: String] = [:], timeLimit: Duration = .seconds(30)
    ) throws -> any NotificationChannel {
        let client = TransferClient(name: "test", maxConnections: 8, userAgent: "Relink/test", guard: nil)
        return try Channels.make(
            setup,
            in: ChannelEnvironment(client: client, liveQR: liveQR, templates: templates, timeLimit: timeLimit))
    }

    /// Sends an alert as the engine does, first attempt.
    static func send(
        _ alert: Alert, over channel: any NotificationChannel, plain: Bool = false, attempt: Int = 1
    ) async -> AttemptReport {
        let request = channel.prepare(alert, plain: plain).request
        let session = alert.event.subject.sessionName.map { SessionKey(gateway: alert.gateway, name: $0) }
        return await channel.send(
            request, delivery: alert.delivery, attempt: attempt, session: session, at: alert.now)
    }
}
