// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import Synchronization
import Testing

@testable import Gateways

struct RepeatedAnswersTests {
    /// Answers that count how often a reply was read.
    private final class Reader: Sendable {
        let reads = Mutex(0)
        func read(_ reply: GatewayReply) -> PollAnswer {
            reads.withLock { $0 += 1 }
            return .unmapped(words: "\(reply.status) \(String(decoding: reply.body, as: UTF8.self))")
        }
        var count: Int { reads.withLock { $0 } }
    }

    private static func reply(_ status: Int, _ body: String) -> GatewayReply {
        GatewayReply(status: status, body: Array(body.utf8))
    }

    @Test func readsABodyOnce() {
        let reader = Reader()
        let answers = RepeatedAnswers(reader.read)
        for _ in 1...3 {
            #expect(answers.answer(to: Self.reply(200, "a")) == .unmapped(words: "200 a"))
            #expect(answers.answer(to: Self.reply(200, "b")) == .unmapped(words: "200 b"))
        }
        #expect(reader.count == 2)
    }

    @Test(arguments: [(500, "a"), (200, String(repeating: "a", count: 161))])
    func readsAnythingUnusualEachTime(status: Int, body: String) {
        let reader = Reader()
        let answers = RepeatedAnswers(reader.read)
        #expect(answers.answer(to: Self.reply(200, "a")) == .unmapped(words: "200 a"))
        for _ in 1...2 {
            #expect(answers.answer(to: Self.reply(status, body)) == .unmapped(words: "\(status) \(body)"))
        }
        #expect(reader.count == 3)
    }

    @Test func staysRightWhenNothingRepeats() {
        let reader = Reader()
        let answers = RepeatedAnswers(reader.read)
        for number in 0..<1000 {
            #expect(answers.answer(to: Self.reply(200, "\(number)")) == .unmapped(words: "200 \(number)"))
        }
        #expect(reader.count == 1000)
    }
}
