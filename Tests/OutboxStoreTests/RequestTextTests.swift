// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import RelinkTesting
import Testing

@testable import OutboxStore

struct RequestTextTests {
    @Test func everyRequestComesBack() throws {
        var records = RandomRecords(seed: 52)
        for _ in 0..<500 {
            let request = records.request()
            #expect(try RequestText.request(RequestText.text(of: request), table: "request") == request)
        }
    }

    @Test func slotsAreStoredByNameOnly() {
        let request = FrozenRequest(
            method: "POST", url: [.slot(.secret("url"))], headers: [], body: .text([.text("a"), .slot(.qrPayload)]))
        let text = #"{"method":"POST","url":[{"slot":"secret.url"}],"headers":[],"#
        #expect(RequestText.text(of: request) == text + #""body":{"text":[{"text":"a"},{"slot":"qr.payload"}]}}"#)
    }

    @Test(arguments: [
        "", "[]", "{}", #"{"method":"GET","url":[],"headers":[]}"#,
        #"{"method":"GET","url":[{}],"headers":[],"body":{}}"#,
    ])
    func anythingElseIsADamagedRow(_ text: String) {
        #expect(throws: DamagedRow.self) { try RequestText.request(text, table: "request") }
    }
}
