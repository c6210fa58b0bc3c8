// SPDX-License-Identifier: Apache-2.0

import HTTPTransfer
import RelinkModel
import Templating

/// Sends frozen requests over HTTP, for every kind of channel.
struct DeliverySender: Sendable {
    let client: TransferClient
    /// Where the current code of a session is found.
    let liveQR: any LiveQRSource
    /// The configuration's values by slot.
    let secrets: [Slot: Secret]
    /// Whether a request may travel over a used connection: only where the receiver recognises a copy.
    let connection: ConnectionUse
    /// From the start to the end of an attempt.
    let timeLimit: Duration
    /// What stands where a code's text would, when there is none.
    let absent: String
    /// The language of the texts around the slots.
    let language: TemplateContentType

    /// The request of this attempt, its slots filled, without what is signed over it.
    ///
    /// - Parameter placeholder: the picture for a session that shows no code now; without one the part is left out.
    func request(
        _ frozen: FrozenRequest, session: SessionKey?, placeholder: @autoclosure () -> [UInt8]? = nil
    ) -> HTTPRequest {
        let filler = filler(for: session)
        var request = HTTPRequest(
            method: frozen.method, url: filler.text(frozen.url),
            headers: frozen.headers.map { HTTPHeader($0.name, filler.text($0.value)) }, limits: limits,
            connection: connection)
        switch frozen.body {
        case .empty: break
        case .text(let segments): request.body = Array(filler.text(segments).utf8)
        case .form(let parts):
            request.multipart = parts.compactMap { part in
                (filler.content(part.content) ?? placeholder()).map { content in
                    FormPart(name: part.name, fileName: part.filename, contentType: part.contentType, body: content)
                }
            }
        }
        return request
    }

    /// A rendered text as it is frozen for a recipient.
    ///
    /// - Parameter showsCode: whether the recipient may see a code at any attempt.
    func addressed(
        _ segments: [FrozenRequest.Segment], to recipient: Recipient, showsCode: Bool
    ) -> [FrozenRequest.Segment] {
        filler(for: nil).addressed(segments, to: recipient, showsCode: showsCode)
    }

    /// What fills the slots now.
    func filler(for session: SessionKey?) -> SlotFiller {
        SlotFiller(secrets: secrets, qr: session.flatMap(liveQR.liveQR), absent: absent, language: language)
    }

    /// Sends a request and reports what became of it.
    ///
    /// - Parameter read: what an answer means to this kind of receiver.
    func send(_ request: HTTPRequest, read: (HTTPResponse) -> DeliveryOutcome) async -> AttemptReport {
        let start = ContinuousClock.now
        do throws(TransferError) {
            let response = try await client.perform(request)
            let outcome = read(response)
            return AttemptReport(
                outcome: outcome, status: response.status, words: words(outcome, status: response.status),
                took: ContinuousClock.now - start)
        } catch {
            let outcome = OutcomeRules.outcome(of: error)
            return AttemptReport(
                outcome: outcome, isAmbiguous: error.requestSent, status: error.status,
                words: words(outcome, status: error.status), took: ContinuousClock.now - start)
        }
    }

    /// Headers in 10 s would be soon enough for a receiver; 64 KiB are more than any of them says.
    private var limits: TransferLimits {
        TransferLimits(
            connect: min(.seconds(5), timeLimit), total: timeLimit, body: .seconds(2), responseBytes: 64 << 10)
    }

    private func words(_ outcome: DeliveryOutcome, status: Int) -> String {
        switch outcome {
        case .delivered, .duplicate: "HTTP \(status)"
        case .retry(_, let reason), .reject(let reason), .suspend(_, let reason): reason
        }
    }
}
