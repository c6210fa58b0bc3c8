// SPDX-License-Identifier: Apache-2.0

import QRImage
import Testing

struct QRErrorTests {
    @Test(arguments: [
        QRError.empty, .tooLong(bytes: 2000), .unexpectedCharacter(offset: 4), .encoderFailed(code: 12),
    ])
    func saysWhatToDo(error: QRError) {
        #expect(error.description.contains("; "))
    }

    @Test func tellsNothingOfThePayload() {
        #expect(throws: QRError.self) { try QRCode(payload: "2@topsecret<") }
        do {
            _ = try QRCode(payload: "2@topsecret<")
        } catch {
            #expect(!"\(error)".contains("topsecret"))
            #expect("\(error)".contains("offset 11"))
        }
    }
}
