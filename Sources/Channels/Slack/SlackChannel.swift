// SPDX-License-Identifier: Apache-2.0

import HTTPTransfer
package import RelinkModel
import Templating

/// Posts alerts to a Slack incoming webhook.
///
/// It takes no files and returns no message id: a code is shown as its text, and nothing can be changed afterwards.
package struct SlackChannel: NotificationChannel {
    package let plan: ChannelPlan
    package let concurrency = 1
    package let limits: [RateLimit]

    private let template: AlertTemplate
    private let speech: Speech
    private let sender: DeliverySender
    private let showsCode: Bool
    private let book: AddressBook

    init(
        _ setup: ChannelSetup, _ target: SlackTarget, _ environment: ChannelEnvironment
    ) throws(ChannelSetupError) {
        try Channels.checkAddress(target.url.revealed, of: setup.id)
        try Channels.check(setup, environment)
        let files = Channels.files(of: .slack, overriddenBy: environment.templates)
        do throws(TemplateError) {
            speech = try Speech(
                clock: environment.clock, contacts: setup.contacts, templates: environment.templates)
            template = try Self.template(files, speech: speech)
        } catch {
            throw .templates(setup.id, Channels.problems(setup, templates: environment.templates))
        }
        showsCode = setup.qr == .auto || setup.qr == .text
        plan = ChannelPlan(
            id: setup.id, kind: .slack, subscriptions: setup.subscriptions, showsQR: showsCode)
        limits = SlackLimits.rates(of: target.url)
        book = AddressBook(setup.contacts)
        sender = DeliverySender(
            client: environment.client, liveQR: environment.liveQR,
            secrets: [Self.url: target.url].merging(book.addresses) { $1 },
            connection: .fresh, timeLimit: environment.timeLimit, absent: "no code at this moment",
            language: .slackJSON)
    }

    private static let url = Slot.secret("url")

    /// The template of the message.
    static func template(_ files: [String: String], speech: Speech) throws(TemplateError) -> AlertTemplate {
        try AlertTemplate(
            path: "slack/body.slack.json.mustache", files: files, speech: speech, objection: SlackLimits.objection)
    }

    // MARK: - Delivering

    package func prepare(_ alert: Alert, plain: Bool) -> PreparedRequest {
        let alert = book.visible(alert)
        guard !plain else { return PreparedRequest(request: frozen(plainBody(alert))) }
        switch template.render(alert, showing: showing(alert)) {
        case .success(let body):
            let addressed = sender.addressed(body, to: alert.recipient, showsCode: !book.isHolder(alert.recipient))
            return PreparedRequest(request: frozen(addressed))
        case .failure(let failure):
            return PreparedRequest(
                request: frozen(plainBody(alert)), fallbackReason: "\(template.path): \(failure.reason)")
        }
    }

    private func showing(_ alert: Alert) -> QRShowing {
        guard alert.asksForScan else { return .nothing }
        if book.isHolder(alert.recipient) { return .withheld }
        return showsCode && alert.qr != nil ? .text : .nothing
    }

    private func plainBody(_ alert: Alert) -> [FrozenRequest.Segment] {
        let text = PlainText.text(
            alert, speech: speech, showing: showing(alert) == .withheld ? .withheld : .nothing,
            limit: SlackLimits.section
        )
        let escaped = TemplateContentType.slackJSON.escape(text)
        return [.text("{\"text\":\"\(escaped)\",\"unfurl_links\":false,\"unfurl_media\":false}")]
    }

    private func frozen(_ body: [FrozenRequest.Segment]) -> FrozenRequest {
        FrozenRequest(
            method: "POST", url: [.slot(Self.url)],
            headers: [FrozenRequest.Header(name: "Content-Type", value: [.text("application/json; charset=utf-8")])],
            body: .text(body))
    }

    package func send(
        _ request: FrozenRequest, delivery: DeliveryID, attempt: Int, session: SessionKey?, at now: Timestamp
    ) async -> AttemptReport {
        await sender.send(sender.request(request, session: session)) { SlackAnswer.outcome($0, at: now) }
    }

    package func update(_ reference: RemoteReference, alert: Alert, at now: Timestamp) async -> AttemptReport {
        AttemptReport(
            outcome: .reject(reason: "an incoming webhook cannot change messages"), words: "not sent", took: .zero)
    }
}
