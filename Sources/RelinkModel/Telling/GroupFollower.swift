// SPDX-License-Identifier: Apache-2.0

/// Which sent messages show how a group stands, and are edited as sessions come back or join.
///
/// Best effort, from memory: a message that is not edited is only older than it could be, and a group that grows much is
/// told anew.
struct GroupFollower: Sendable {
    private struct Following: Sendable {
        let reference: StoredReference
        var shownAt: BootTime
    }

    private let interval: Duration
    private var following: [Recipient: Following] = [:]
    private var due = DeadlineQueue<Recipient>()

    init(policy: WatchPolicy) { interval = policy.groupInterval }

    /// When a message is to be edited next.
    var nextDeadline: BootTime? { due.first }

    /// Lets a message that was just sent follow its group, in place of an older one.
    mutating func add(_ reference: StoredReference, at now: Moment) {
        following[reference.recipient] = Following(reference: reference, shownAt: now.boot)
        due.remove(reference.recipient)
    }

    /// The recipient's group is not as its message says any more. Edits are an interval apart.
    mutating func changed(_ recipient: Recipient, at now: Moment) {
        guard let message = following[recipient], !due.contains(recipient) else { return }
        due.set(recipient, at: max(now.boot, message.shownAt + interval))
    }

    /// The messages to edit now.
    mutating func takeDue(at now: Moment) -> [StoredReference] {
        var edits: [StoredReference] = []
        while let recipient = due.take(at: now.boot) {
            following[recipient]?.shownAt = now.boot
            if let message = following[recipient] { edits.append(message.reference) }
        }
        return edits
    }

    /// The message to edit a last time, since its group is over; nil where none follows it.
    mutating func finish(_ recipient: Recipient) -> StoredReference? {
        due.remove(recipient)
        return following.removeValue(forKey: recipient)?.reference
    }
}
