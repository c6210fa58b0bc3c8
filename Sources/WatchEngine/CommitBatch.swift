// SPDX-License-Identifier: Apache-2.0

import RelinkModel

/// Changes to commit together, and the steps that wait for them.
struct CommitBatch: Hashable, Sendable {
    var changes: [StoreChange] = []
    var steps: [Step] = []

    /// Whether there is nothing to do.
    var isEmpty: Bool { changes.isEmpty && steps.isEmpty }

    /// Adds what was decided later.
    mutating func append(_ later: CommitBatch) {
        changes += later.changes
        steps += later.steps
    }

    /// Tells whoever waits until it is durable that it will not be.
    func giveUp() {
        for case .confirm(let receipt) in steps { receipt.reply.give(nil) }
    }
}

/// Something with an effect outside, done only once what led to it is durable.
enum Step: Hashable, Sendable {
    /// Start the session.
    case start(String)
    /// Restart the session.
    case restart(String)
    /// Make an attempt of a row with its frozen request.
    case send(Delivery, FrozenRequest)
    /// Note that the requests of these rows are durable.
    case settle([DeliveryID])
    /// Make a sent message show what the session's code is now.
    case update(StoredReference, Alert)
    /// Tell, unrecorded, that nothing can be recorded.
    case warn(Alert)
    /// Tell a QR code from memory.
    case announce(Delivery, Alert)
    /// Write a line of the log.
    case log(LogEntry)
    /// Tell somebody who waits that what they wished is durable.
    case confirm(Receipt)
}

/// Who waits until something is durable.
struct Receipt: Hashable, Sendable {
    let reply: Reply<Bool>

    static func == (left: Receipt, right: Receipt) -> Bool { left.reply === right.reply }

    func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(reply)) }
}
