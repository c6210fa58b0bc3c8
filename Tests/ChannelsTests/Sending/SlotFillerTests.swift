// SPDX-License-Identifier: Apache-2.0

import JSONText
import RelinkModel
import Templating
import Testing

@testable import Channels

struct SlotFillerTests {
    @Test func withoutACodeTheObjectIsNullAndThePictureIsMissing() {
        let filler = filler(nil)
        #expect(filler.text([.text("qr="), .slot(.qrObject), .text(";")]) == "qr=null;")
        #expect(filler.text([.slot(.qrPayload), .slot(.qrPNGBase64), .slot(.qrExpiresAt)]) == "none\\n")
        #expect(filler.content([.slot(.qrPNG)]) == nil)
    }

    @Test func withACodeTheObjectTellsAllOfIt() throws {
        let code = try #require(SampleAlerts.liveQR)
        let object = try JSONText.parse(filler(code).text([.slot(.qrObject)]))
        #expect(object["payload"]?.string == code.payload.revealed)
        #expect(object["round"] == 1)
        #expect(object["sequence"] == 1)
        #expect(object["page_url"] == .null)
        #expect(object["expires_at"] == "2026-01-04T09:11:20Z")
        #expect(filler(code).content([.slot(.qrPNG)])?.starts(with: [0x89, 0x50, 0x4E, 0x47]) == true)
    }

    @Test func halfBlocksAreEscapedForTheTextAroundThem() throws {
        let code = try #require(SampleAlerts.liveQR)
        let text = filler(code).text([.slot(.qrHalfBlocks)])
        #expect(text.contains(#"\n"#) && !text.contains("\n"))
    }

    @Test(arguments: ["secret.url", "secret.token", "qr.png", "qr.unknown", ""])
    func templatesCannotNameSecretsAndBytes(name: String) {
        #expect(!SlotFiller.canFill(name))
    }

    @Test func secretsAreFilledByTheirNames() {
        let filler = SlotFiller(secrets: [.secret("key"): Secret("change-me")], qr: nil, absent: "", language: .json)
        #expect(filler.text([.slot(.secret("key")), .slot(.secret("other"))]) == "change-me")
    }

    private func filler(_ code: LiveQR?) -> SlotFiller {
        SlotFiller(secrets: [:], qr: code, absent: "none\n", language: .json)
    }
}
