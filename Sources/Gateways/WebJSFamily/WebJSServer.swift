// SPDX-License-Identifier: Apache-2.0

import HTTPTransfer
import RelinkModel

/// One running gateway of the family: where it is, how it is asked, and how it is read.
struct WebJSServer: Sendable {
    /// Its `id` in the configuration.
    let id: GatewayID
    /// Reads its replies.
    let reader: WebJSReader
    /// Sends the requests.
    let client: GatewayClient
    /// Reads status replies, most of them from memory.
    let answers: RepeatedAnswers
    /// Limits of a status or QR request.
    let statusLimits: TransferLimits
    /// Limits of a question that WhatsApp answers.
    let probeLimits: TransferLimits

    init(settings: GatewaySettings, client transfer: TransferClient) {
        id = settings.id
        let reader = WebJSReader(words: OutsideWords(hiding: settings.keys))
        self.reader = reader
        client = GatewayClient(
            settings: settings, keyHeader: "x-api-key", transfer: transfer, isRefusal: WebJSReader.isRefusal)
        answers = RepeatedAnswers(reader.status)
        statusLimits = TransferLimits(
            connect: Self.connectLimit, total: settings.statusLimit, responseBytes: 64 << 10)
        probeLimits = TransferLimits(connect: Self.connectLimit, total: settings.probeLimit, responseBytes: 64 << 10)
    }

    /// Ping: node answers it at once, whatever its browsers do.
    static let pingLimits = TransferLimits(connect: connectLimit, total: .seconds(5), responseBytes: 64 << 10)

    /// The list: 10 000 names of 40 characters have about 0.4 MiB.
    static let listLimits = TransferLimits(connect: connectLimit, total: .seconds(15), responseBytes: 2 << 20)

    /// A start: wwebjs-api answers only when the browser is up, after 10 to 60 s.
    static let startLimits = TransferLimits(connect: connectLimit, total: .seconds(90), responseBytes: 64 << 10)

    /// A pairing code: the page asks WhatsApp for it.
    static let pairingLimits = TransferLimits(connect: connectLimit, total: .seconds(30), responseBytes: 64 << 10)

    private static let connectLimit = Duration.seconds(3)
}
