// SPDX-License-Identifier: Apache-2.0

/// Who is told in whose place now, and when that changes.
package struct ReliefBook: Sendable {
    /// Those that are kept, by id; one that is over counts no more, and is dropped by ``takeOver(at:)``.
    private(set) var all: [ReliefID: Relief]
    /// When one is over next.
    private(set) var nextDeadline: BootTime?

    /// The reliefs that were stored.
    init(_ stored: [Relief], at now: Moment) {
        all = Dictionary(stored.map { ($0.id, $0) }) { $1 }
        plan(at: now)
    }

    /// The reliefs that hold at that time.
    package init(_ reliefs: [Relief]) {
        all = Dictionary(reliefs.map { ($0.id, $0) }) { $1 }
    }

    /// Takes over a relief.
    mutating func add(_ relief: Relief, at now: Moment) {
        all[relief.id] = relief
        plan(at: now)
    }

    /// Ends one before its time.
    ///
    /// - Returns: it, if there was one.
    mutating func end(_ id: ReliefID, at now: Moment) -> Relief? {
        defer { plan(at: now) }
        return all.removeValue(forKey: id)
    }

    /// Those that are over, which are dropped.
    mutating func takeOver(at now: Moment) -> [Relief] {
        guard let nextDeadline, nextDeadline <= now.boot else { return [] }
        let over = all.values.filter { $0.until <= now.wall }.sorted { $0.id < $1.id }
        for relief in over { all[relief.id] = nil }
        plan(at: now)
        return over
    }

    /// Who is told in the recipient's place; the recipient itself where nobody is. Whoever takes over for several people
    /// may be relieved too, and a circle leads back to where it began.
    package func present(for recipient: Recipient, at wall: Timestamp) -> Recipient {
        var seen = [recipient]
        while let last = seen.last, let next = relief(of: last, at: wall)?.instead {
            guard !seen.contains(next) else { return recipient }
            seen.append(next)
        }
        return seen.last ?? recipient
    }

    /// Those who are told in the place of the given ones, each once.
    package func present(for recipients: [Recipient], at wall: Timestamp) -> [Recipient] {
        guard !all.isEmpty else { return recipients }
        var found: [Recipient] = []
        for recipient in recipients.map({ present(for: $0, at: wall) }) where !found.contains(recipient) {
            found.append(recipient)
        }
        return found
    }

    /// Whether somebody else is told in the recipient's place.
    func isAway(_ recipient: Recipient, at wall: Timestamp) -> Bool {
        !all.isEmpty && present(for: recipient, at: wall) != recipient
    }

    /// The one that holds for a recipient: of several, the one that was made last.
    private func relief(of recipient: Recipient, at wall: Timestamp) -> Relief? {
        all.values.filter { $0.away == recipient && $0.until > wall }.max {
            ($0.createdAt, $0.id) < ($1.createdAt, $1.id)
        }
    }

    private mutating func plan(at now: Moment) {
        nextDeadline = all.values.map(\.until).min().map { now.boot + max($0 - now.wall, .zero) }
    }
}
