// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import Testing

@testable import OutboxStore

struct KeyTextTests {
    @Test(arguments: [
        (Subject.server, #"["server",null]"#), (.session("shop-07"), #"["session","shop-07"]"#),
        (.session(""), #"["session",""]"#), (.session("a\",\"b\u{0}"), #"["session","a\",\"b\u0000"]"#),
    ])
    func subjectComesBack(_ subject: Subject, _ text: String) throws {
        #expect(KeyText.text(of: subject) == text)
        #expect(try KeyText.subject(text, table: "t") == subject)
    }

    @Test(arguments: [
        (Recipient(channel: "ops"), #"["ops",null]"#), (Recipient(channel: "ops", contact: ""), #"["ops",""]"#),
        (Recipient(channel: "a:b", contact: "c"), #"["a:b","c"]"#),
    ])
    func recipientComesBack(_ recipient: Recipient, _ text: String) throws {
        #expect(KeyText.text(of: recipient) == text)
        #expect(try KeyText.recipient(text, table: "t") == recipient)
    }

    @Test(arguments: [
        (
            LaneKey(recipient: Recipient(channel: "ops"), subject: .server, feed: .qr),
            #"["ops",null,"qr","server",null]"#
        ),
        (
            LaneKey(recipient: Recipient(channel: "ops", contact: "c"), subject: .session("s"), feed: .incidents),
            #"["ops","c","incidents","session","s"]"#
        ),
    ])
    func laneComesBack(_ lane: LaneKey, _ text: String) throws {
        #expect(KeyText.text(of: lane) == text)
        #expect(try KeyText.lane(text, table: "t") == lane)
    }

    @Test(arguments: ["", "{}", "[]", "[1,2]", #"["session"]"#, #"["server","x"]"#, #"["session",null]"#])
    func anythingElseIsADamagedSubject(_ text: String) {
        #expect(throws: DamagedRow.self) { try KeyText.subject(text, table: "t") }
    }

    @Test(arguments: ["", "[]", #"["a"]"#, #"["a","b","c"]"#, #"[null,"a"]"#])
    func anythingElseIsADamagedRecipient(_ text: String) {
        #expect(throws: DamagedRow.self) { try KeyText.recipient(text, table: "t") }
    }

    @Test(arguments: [
        "[]", #"["ops",null,"qr"]"#, #"["ops",null,"news","server",null]"#, #"[null,null,"qr","server",null]"#,
        #"["ops",null,"qr","session",null]"#,
    ])
    func anythingElseIsADamagedLane(_ text: String) {
        #expect(throws: DamagedRow.self) { try KeyText.lane(text, table: "t") }
    }
}
