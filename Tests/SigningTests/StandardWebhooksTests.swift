// SPDX-License-Identifier: Apache-2.0

import Signing
import Testing

/// The example that the reference libraries share (standard-webhooks, libraries/*/test).
struct StandardWebhooksTests {
    static let key = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    static let id = "msg_p5jXN8AQM9LWM0D4loKWxJek"
    static let signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="

    @Test func headersMatchTheReferenceLibraries() throws {
        let headers = try StandardWebhooks.headers(
            id: Self.id, timestamp: 1_614_265_330, body: Array(#"{"test": 2432232314}"#.utf8),
            secrets: [.init(parsing: Self.key)])
        #expect(headers.map(\.name) == ["webhook-id", "webhook-timestamp", "webhook-signature"])
        #expect(headers.map(\.value) == [Self.id, "1614265330", Self.signature])
    }

    @Test func whileASecretIsReplacedBothSign() throws {
        let other = try StandardWebhooks.Secret(parsing: "whsec_" + Base64.encode(Array(repeating: 7, count: 32)))
        let headers = try StandardWebhooks.headers(
            id: Self.id, timestamp: 1_614_265_330, body: Array(#"{"test": 2432232314}"#.utf8),
            secrets: [other, .init(parsing: Self.key)])
        let signatures = try #require(headers.last).value.split(separator: " ")
        #expect(signatures.count == 2)
        #expect(signatures[0] != signatures[1])
        #expect(signatures[1] == Self.signature)
    }

    @Test func withoutASecretNothingIsSigned() {
        #expect(throws: SigningError.noSecret) {
            try StandardWebhooks.headers(id: "a", timestamp: 0, body: [], secrets: [])
        }
    }
}
