// SPDX-License-Identifier: Apache-2.0

import HTTPTransfer
package import RelinkModel
import Signing
import Templating

/// Posts alerts to any HTTP endpoint, signed as Standard Webhooks are.
///
/// The receiver recognises a copy by its `webhook-id`, so connections are used again and attempts may run side by side.
package struct WebhookChannel: NotificationChannel {
    package let plan: ChannelPlan
    package let concurrency = 16

    private let target: WebhookTarget
    private let template: AlertTemplate
    private let speech: Speech
    private let signers: [StandardWebhooks.Secret]
    private let sender: DeliverySender
    private let showsCode: Bool
    private let book: AddressBook

    init(
        _ setup: ChannelSetup, _ target: WebhookTarget, _ environment: ChannelEnvironment
    ) throws(ChannelSetupError) {
        try Channels.checkAddress(target.url.revealed, of: setup.id)
        try Channels.check(setup, environment)
        let files = Channels.files(of: .webhook, overriddenBy: environment.templates)
        do throws(TemplateError) {
            speech = try Speech(
                clock: environment.clock, contacts: setup.contacts, templates: environment.templates)
            template = try Self.template(target, files, speech: speech)
        } catch {
            throw .templates(setup.id, Channels.problems(setup, templates: environment.templates))
        }
        signers = try Self.signers(target, id: setup.id)
        showsCode = setup.qr != .none
        plan = ChannelPlan(
            id: setup.id, kind: .webhook, subscriptions: setup.subscriptions, showsQR: showsCode, isMachine: true)
        self.target = target
        book = AddressBook(setup.contacts)
        let headers = target.headers.map { (Self.slot(ofHeader: $0.name), $0.value) }
        sender = DeliverySender(
            client: environment.client, liveQR: environment.liveQR,
            secrets: Dictionary([(Self.url, target.url)] + headers) { first, _ in first }
                .merging(book.addresses) { $1 }, connection: .reuse,
            timeLimit: environment.timeLimit, absent: "", language: TemplateContentType(path: template.path) ?? .json)
    }

    private static let url = Slot.secret("url")
    private static func slot(ofHeader name: String) -> Slot { .secret("header.\(name)") }

    private static func signers(
        _ target: WebhookTarget, id: ChannelID
    ) throws(ChannelSetupError) -> [StandardWebhooks.Secret] {
        do throws(SigningError) {
            var signers: [StandardWebhooks.Secret] = []
            for secret in target.signingSecrets where !secret.isEmpty {
                signers.append(try StandardWebhooks.Secret(parsing: secret.revealed))
            }
            return signers
        } catch {
            throw .signingSecret(id, error)
        }
    }

    /// The template of the body: the operator's own, or the bundled one.
    static func template(
        _ target: WebhookTarget, _ files: [String: String], speech: Speech
    ) throws(TemplateError) -> AlertTemplate {
        let path = target.body?.file ?? "webhook/body.json.mustache"
        let files = target.body.map { body in files.merging([body.file: body.text]) { $1 } } ?? files
        let isJSON = TemplateContentType(path: path)?.isJSON ?? false
        return try AlertTemplate(path: path, files: files, speech: speech) {
            isJSON ? WebhookBody.objection(to: $0) : nil
        }
    }

    // MARK: - Delivering

    package func prepare(_ alert: Alert, plain: Bool) -> PreparedRequest {
        let alert = book.visible(alert)
        guard !plain else { return PreparedRequest(request: minimal(alert)) }
        switch template.render(alert, showing: showing(alert)) {
        case .success(let body):
            return PreparedRequest(request: frozen(body, for: alert, isOurs: false))
        case .failure(let failure):
            return PreparedRequest(request: minimal(alert), fallbackReason: "\(template.path): \(failure.reason)")
        }
    }

    /// The code is in a member of its own, so that words only say where it is not.
    private func showing(_ alert: Alert) -> QRShowing {
        alert.asksForScan && book.isHolder(alert.recipient) ? .withheld : .nothing
    }

    private func minimal(_ alert: Alert) -> FrozenRequest {
        frozen(WebhookBody.minimal(alert, speech, showing: showing(alert)), for: alert, isOurs: true)
    }

    private func frozen(_ body: [FrozenRequest.Segment], for alert: Alert, isOurs: Bool) -> FrozenRequest {
        let type = TemplateContentType(path: template.path) ?? .json
        let contentType = isOurs ? TemplateContentType.json.mediaType : target.contentType ?? type.mediaType
        let own = target.headers.map { header in
            FrozenRequest.Header(name: header.name, value: [.slot(Self.slot(ofHeader: header.name))])
        }
        return FrozenRequest(
            method: target.method, url: [.slot(Self.url)],
            headers: [FrozenRequest.Header(name: "Content-Type", value: [.text(contentType)])] + own,
            body: .text(
                sender.addressed(body, to: alert.recipient, showsCode: !book.isHolder(alert.recipient))))
    }

    package func send(
        _ request: FrozenRequest, delivery: DeliveryID, attempt: Int, session: SessionKey?, at now: Timestamp
    ) async -> AttemptReport {
        var request = sender.request(request, session: showsCode ? session : nil)
        request.headers += stamps(delivery, attempt: attempt, body: request.body ?? [], at: now)
        return await sender.send(request) { response in
            OutcomeRules.outcome(status: response.status, retryAfter: OutcomeRules.retryAfter(response, at: now))
        }
    }

    /// What tells attempts and copies apart, and the signature over the bytes of this very attempt.
    private func stamps(_ delivery: DeliveryID, attempt: Int, body: [UInt8], at now: Timestamp) -> [HTTPHeader] {
        let id = WebhookBody.messageID(delivery)
        let headers = [HTTPHeader("Idempotency-Key", id), HTTPHeader("X-Attempt", String(attempt))]
        let signed = try? StandardWebhooks.headers(id: id, timestamp: now.seconds, body: body, secrets: signers)
        let unsigned = [("webhook-id", id), ("webhook-timestamp", String(now.seconds))]
        return headers + (signed ?? unsigned).map { HTTPHeader($0.0, $0.1) }
    }

    package func update(_ reference: RemoteReference, alert: Alert, at now: Timestamp) async -> AttemptReport {
        AttemptReport(outcome: .reject(reason: "a webhook has no messages to change"), words: "not sent", took: .zero)
    }
}
