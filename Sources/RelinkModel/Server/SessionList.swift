// SPDX-License-Identifier: Apache-2.0

/// What a gateway's own list of sessions tells: which are gone from it, and whether so many went at once that the
/// gateway lost its storage or is another one than before.
///
/// Then that is one warning. Hundreds of sessions that are "not found" would each be true, and all of them beside the
/// point.
struct SessionList: Sendable {
    /// Between two looks.
    static let interval: Duration = .seconds(30)
    /// Between two looks while the list is in doubt.
    static let hurry: Duration = .seconds(10)
    /// What a list said counts for that long: a gateway that gives none any more hides nothing.
    static let memory: Duration = .seconds(90)
    /// An empty list is always a surprise; of one that has only become short, at least so many have to be gone.
    static let least = 5

    private struct Doubt: Sendable {
        var since: Moment
        var count: Int
        var listed: Int
    }

    private let policy: WatchPolicy
    /// Sessions of the last list that was no surprise.
    private(set) var expected: Int
    /// Sessions of the last list.
    private(set) var listed: Int
    private var names: Set<String> = []
    private var seenAt: Moment?
    private var doubt: Doubt?
    /// Whether the loss has been raised and is not over.
    private(set) var isRaised: Bool

    /// Nothing was listed yet.
    ///
    /// - Parameters:
    ///   - expected: sessions that the gateway was believed to have before a restart of Relink.
    ///   - isRaised: whether most of them had been gone.
    init(policy: WatchPolicy, expected: Int, isRaised: Bool, at now: Moment) {
        self.policy = policy
        self.expected = expected
        self.isRaised = isRaised
        listed = isRaised ? 0 : expected
        guard isRaised else { return }
        seenAt = now
        doubt = Doubt(since: now, count: 0, listed: 0)
    }

    /// Until the next look.
    var pace: Duration { doubt == nil || isRaised ? Self.interval : Self.hurry }

    /// Whether most sessions are gone, as far as the last list goes.
    var isDoubtful: Bool { doubt != nil }

    /// Whether the session is missing from a list that still counts.
    func isMissing(_ session: String, at now: Moment) -> Bool {
        guard let seenAt, now.elapsed(since: seenAt) <= Self.memory else { return false }
        return !names.contains(session)
    }

    /// Whether nothing is concluded from the session's being gone, since most others are gone too.
    func holds(_ session: String, at now: Moment) -> Bool { isDoubtful && isMissing(session, at: now) }

    /// Takes in a list.
    ///
    /// - Parameter names: those of it that are watched.
    /// - Returns: whether it is as it should be again, after it was in doubt.
    mutating func note(_ names: Set<String>, at now: Moment) -> Bool {
        (self.names, listed, seenAt) = (names, names.count, now)
        guard isShort else {
            expected = names.count
            defer { doubt = nil }
            return doubt != nil
        }
        // A gateway that brings its sessions back one by one is given the time for it.
        if var current = doubt, names.count <= current.listed {
            current.count += 1
            current.listed = names.count
            doubt = current
        } else {
            doubt = Doubt(since: now, count: 1, listed: names.count)
        }
        return false
    }

    /// Whether the loss is certain from now on; it is then raised.
    ///
    /// - Returns: when it was first seen.
    mutating func takeLoss(at now: Moment) -> Moment? {
        let rule = policy.rule(for: .notFound)
        guard !isRaised, let doubt, doubt.count >= rule.count, now.elapsed(since: doubt.since) >= rule.duration
        else { return nil }
        isRaised = true
        return doubt.since
    }

    /// Whether the raised loss is over now.
    mutating func takeReturn() -> Bool {
        guard isRaised, doubt == nil else { return false }
        isRaised = false
        return true
    }

    /// A person says that a session is gone for good, so it is not expected any more.
    mutating func forget(_ session: String) { if !names.contains(session), expected > 0 { expected -= 1 } }

    private var isShort: Bool {
        guard listed < expected else { return false }
        return listed == 0 || listed * 2 < expected && expected - listed >= Self.least
    }
}
