// SPDX-License-Identifier: Apache-2.0

/// Sessions that are asked something besides their state, each in its turn, and no more at once than the gateway bears.
struct QuestionQueue: Sendable {
    private let limit: Int
    private var due = DeadlineQueue<String>()
    private var underWay = 0

    /// - Parameter limit: questions under way at once.
    init(limit: Int) { self.limit = limit }

    /// When somebody is asked next; nil while nobody is to be, or as many as may be are.
    var nextDeadline: BootTime? { underWay < limit ? due.first : nil }

    /// Asks for the session's turn at that time; what is nil asks for none.
    mutating func plan(_ session: String, at time: BootTime?) {
        if let time { due.set(session, at: time) }
    }

    /// The next session whose turn has come and which `begins` to be asked; nil when there is none, or no room.
    mutating func take(at now: BootTime, begins: (String) -> Bool) -> String? {
        while underWay < limit, let session = due.take(at: now) {
            guard begins(session) else { continue }
            underWay += 1
            return session
        }
        return nil
    }

    /// A question was answered, or failed.
    mutating func answered() { underWay -= 1 }
}
