// SPDX-License-Identifier: Apache-2.0

import Signing
import Testing

struct StandardWebhooksSecretTests {
    @Test(arguments: [24, 25, 32, 63, 64])
    func acceptsTwentyFourToSixtyFourBytes(length: Int) throws {
        _ = try StandardWebhooks.Secret(parsing: "whsec_" + Base64.encode(Array(repeating: 1, count: length)))
    }

    @Test(arguments: [
        ("", SigningError.missingPrefix), ("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", .missingPrefix),
        ("WHSEC_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", .missingPrefix), ("whsec_change-me", .notBase64),
        ("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n", .notBase64), ("whsec_", .wrongLength(bytes: 0)),
        ("whsec_" + Base64.encode(Array(repeating: 1, count: 23)), .wrongLength(bytes: 23)),
        ("whsec_" + Base64.encode(Array(repeating: 1, count: 65)), .wrongLength(bytes: 65)),
    ])
    func refusesAnythingElse(text: String, error: SigningError) {
        #expect(throws: error) { try StandardWebhooks.Secret(parsing: text) }
    }

    @Test(arguments: ["", "a.b", "a b", "a\n", "a,b", "é"])
    func refusesIdsThatCouldBeSplitElsewhere(id: String) throws {
        let secret = try StandardWebhooks.Secret(parsing: StandardWebhooksTests.key)
        #expect(throws: SigningError.badMessageID) { try secret.sign(id: id, timestamp: 0, body: []) }
    }

    @Test func acceptsTheIdsOfDeliveries() throws {
        let secret = try StandardWebhooks.Secret(parsing: StandardWebhooksTests.key)
        #expect(try secret.sign(id: "ab12cd-7-3:ops:shop_centro-f1", timestamp: 0, body: []).hasPrefix("v1,"))
    }

    @Test func isNowherePrinted() throws {
        let secret = try StandardWebhooks.Secret(parsing: StandardWebhooksTests.key)
        var dumped = ""
        dump([secret], to: &dumped)
        let firstByte = "49"  // of the key, as a dump of its bytes would show it
        for text in ["\(secret)", String(reflecting: secret), "\([secret])", dumped] {
            #expect(text.contains("whsec_***"))
            #expect(!text.contains("MfKQ"))
            #expect(!text.contains(firstByte))
        }
    }
}
