// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import Testing

@testable import Channels

struct TelegramReferenceTests {
    @Test func aReferenceIsReadAsItWasWritten() {
        let reference = TelegramReference(form: .text, chat: -1_001_234_567_890, message: 42)
        #expect(reference.remote.rawValue == "text/-1001234567890/42")
        #expect(TelegramReference(reference.remote) == reference)
    }

    @Test(arguments: ["", "photo", "photo//1", "photo/1/", "video/1/2", "photo/1/2/3", "photo/1/99999999999999999999"])
    func otherTextsAreNone(text: String) {
        #expect(TelegramReference(RemoteReference(rawValue: text)) == nil)
    }
}
