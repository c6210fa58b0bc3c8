// SPDX-License-Identifier: Apache-2.0

import JSONText
import RelinkModel
import Templating
import Testing

@testable import Channels

struct WebhookBodyTests {
    @Test(arguments: [
        ("k7m2p4-12-1:n8n:Contact_1", "k7m2p4-12-1:n8n:Contact_1"), ("a.b c\u{0}é½", "a_b_c___"), ("", ""),
    ])
    func messageIDsCannotBeSpliced(delivery: String, id: String) {
        #expect(WebhookBody.messageID(DeliveryID(delivery)) == id)
    }

    @Test(arguments: SampleAlerts.all.map(\.name))
    func theMinimalBodyHasNamesOfTheFullOne(name: String) throws {
        let sample = try #require(SampleAlerts.all.first { $0.name == name })
        let filler = SlotFiller(secrets: [:], qr: sample.alert.qr, absent: "", language: .json)
        let minimal = try JSONText.parse(filler.text(WebhookBody.minimal(sample.alert, .utc)))
        let template = try WebhookChannel.template(
            WebhookTarget(url: Secret("")), Channels.files(of: .webhook, overriddenBy: [:]), speech: .utc)
        let full = try JSONText.parse(filler.text(template.render(sample.alert, showing: .nothing).get()))
        for name in ["version", "id", "type", "occurred_at", "title", "text", "subject", "gateway", "state", "qr"] {
            #expect(minimal[name] == full[name] && minimal[name] != nil, "\(name)")
        }
    }
}
