// SPDX-License-Identifier: Apache-2.0

import RelinkTesting
import Testing

@testable import OutboxStore

struct EventTextTests {
    @Test func everyEventComesBack() throws {
        var records = RandomRecords(seed: 51)
        for _ in 0..<500 {
            let event = records.event()
            #expect(try EventText.event(EventText.text(of: event), table: "delivery") == event)
        }
    }

    @Test func missingMemberIsNamed() {
        let error = #expect(throws: DamagedRow.self) { try EventText.event(#"{"condition":{}}"#, table: "delivery") }
        #expect(error?.name == "id")
    }
}
