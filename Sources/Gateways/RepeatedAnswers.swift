// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import Synchronization

/// Remembers what bodies meant, since a gateway repeats a handful of them all day: no parsing, and the same strings
/// for every session that is in the same state.
///
/// Right because an answer depends on the reply alone. Only short replies of HTTP 200 are kept, and few.
final class RepeatedAnswers: Sendable {
    private struct Entry {
        let body: [UInt8]
        let answer: PollAnswer
    }

    private let entries = Mutex<[Entry]>([])
    private let interpret: @Sendable (GatewayReply) -> PollAnswer

    /// Remembers for that interpretation.
    init(_ interpret: @escaping @Sendable (GatewayReply) -> PollAnswer) {
        self.interpret = interpret
    }

    /// What a reply means.
    func answer(to reply: GatewayReply) -> PollAnswer {
        guard reply.status == 200, reply.body.count <= Self.longestBody else { return interpret(reply) }
        return entries.withLock { entries in
            if let known = entries.first(where: { $0.body == reply.body }) { return known.answer }
            let answer = interpret(reply)
            // Bodies that never repeat, with a time in them for instance, must not push memory up.
            if entries.count == Self.mostEntries { entries.removeAll(keepingCapacity: true) }
            entries.append(Entry(body: reply.body, answer: answer))
            return answer
        }
    }

    private static let longestBody = 160
    private static let mostEntries = 24
}
