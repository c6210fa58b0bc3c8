// SPDX-License-Identifier: Apache-2.0

import Signing
import Testing

struct SigningErrorTests {
    @Test(arguments: [
        SigningError.missingPrefix, .notBase64, .wrongLength(bytes: 7), .noSecret, .badMessageID,
    ])
    func saysWhatToDo(error: SigningError) {
        #expect(error.description.contains("; "))
    }

    @Test func saysHowLongTheSecretIs() {
        #expect(SigningError.wrongLength(bytes: 7).description == "signing secret has 7 bytes; use 24 to 64")
    }
}
