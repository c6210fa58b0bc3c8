// SPDX-License-Identifier: Apache-2.0

import Hummingbird
import Synchronization

/// Where requests meet whoever answers them at the moment: one watcher after the other, while the servers go on listening.
///
/// A wish must not be taken by a watcher that is about to end: it waits for the next one. Everything else is answered by
/// the one that ends as long as it runs, and waits only from its end until the next one has loaded what is stored.
package final class Reception: Sendable {
    /// A request waits that long at most. Longer than a watcher takes to end, which is ten seconds; shorter than our own
    /// commands wait for their answer.
    package static let patience: Duration = .seconds(20)

    fileprivate struct State {
        var responder: OperatorResponder?
        /// Counts the watchers that have ended.
        var edition = 0
        var takesWishes = false
        var isClosed = false
        /// Wishes that the responder has been given and has not answered.
        var wishes = 0
        /// Those who wait, each until something changes.
        var waiting: [AsyncStream<Never>.Continuation] = []
        /// Who waits for all wishes to be answered.
        var quiet: AsyncStream<Never>.Continuation?
    }

    fileprivate struct Admission {
        let responder: OperatorResponder
        let edition: Int
    }

    private let pause: @Sendable (Duration) async -> Void
    private let state = Mutex(State())

    /// A reception where nobody answers yet.
    ///
    /// - Parameter pause: lets that much time pass, or returns sooner when the task is cancelled.
    package init(pause: @escaping @Sendable (Duration) async -> Void = { try? await Task.sleep(for: $0) }) {
        self.pause = pause
    }

    /// Has those requests answered that come from now on, and those that wait.
    ///
    /// - Parameter takesWishes: not while it still loads.
    package func serve(_ responder: OperatorResponder, takesWishes: Bool) {
        change { ($0.responder, $0.takesWishes) = (responder, takesWishes) }
    }

    /// Lets wishes wait for the next responder, and returns once those under way are answered, or after that long.
    package func hold(within limit: Duration) async {
        let (answered, quiet) = AsyncStream.makeStream(of: Never.self)
        let isQuiet = state.withLock { state in
            state.takesWishes = false
            if state.wishes > 0 { state.quiet = quiet }
            return state.wishes == 0
        }
        if isQuiet { return }
        await withDiscardingTaskGroup { [pause] group in
            group.addTask {
                await pause(limit)
                quiet.finish()
            }
            for await _ in answered {}
            group.cancelAll()
        }
    }

    /// Lets everything wait for the next responder: the one before has ended.
    package func vacate() {
        state.withLock { state in
            (state.responder, state.takesWishes) = (nil, false)
            state.edition += 1
        }
    }

    /// Lets nobody wait any more, since no other responder comes. What can still be answered is.
    package func close() {
        change { ($0.isClosed, $0.takesWishes) = (true, false) }
    }

    /// How many wait, those included that have gone since the last change.
    var waitingCount: Int { state.withLock { $0.waiting.count } }

    func answer(_ inquiry: Inquiry) async -> Response {
        while let admission = await admission(isWish: inquiry.isWish) {
            let response = await admission.responder.respond(to: inquiry)
            if inquiry.isWish {
                leave()
                return response
            }
            // What one that has ended meanwhile could not tell, the next one can.
            let isOutdated = state.withLock { $0.edition != admission.edition }
            if response.status.code < 500 || !isOutdated { return response }
        }
        return inquiry.response(Refusal.unattended)
    }

    /// - Returns: who answers; nil when nobody does before its time is over.
    private func admission(isWish: Bool) async -> Admission? {
        if let admission = state.withLock({ $0.admit(isWish: isWish) }) { return admission }
        return await withTaskGroup(of: Admission?.self) { [pause] group in
            group.addTask { await self.turn(isWish: isWish) }
            group.addTask {
                await pause(Self.patience)
                return nil
            }
            let first = await group.next() ?? nil
            group.cancelAll()
            // Both may have come at the same moment, and an admission that was given is to be used.
            let second = await group.next() ?? nil
            return first ?? second
        }
    }

    private func turn(isWish: Bool) async -> Admission? {
        while !Task.isCancelled {
            let (change, next) = AsyncStream.makeStream(of: Never.self)
            let (admission, mustWait) = state.withLock { state -> (Admission?, Bool) in
                if let admission = state.admit(isWish: isWish) { return (admission, false) }
                guard !state.isClosed else { return (nil, false) }
                state.waiting.append(next)
                return (nil, true)
            }
            guard mustWait else { return admission }
            for await _ in change {}
        }
        return nil
    }

    private func leave() {
        let quiet = state.withLock { state -> AsyncStream<Never>.Continuation? in
            state.wishes -= 1
            guard state.wishes == 0 else { return nil }
            defer { state.quiet = nil }
            return state.quiet
        }
        quiet?.finish()
    }

    private func change(_ change: (inout State) -> Void) {
        let waiting = state.withLock { state in
            change(&state)
            defer { state.waiting = [] }
            return state.waiting
        }
        for next in waiting { next.finish() }
    }
}

extension Reception.State {
    fileprivate mutating func admit(isWish: Bool) -> Reception.Admission? {
        guard let responder, takesWishes || !isWish else { return nil }
        if isWish { wishes += 1 }
        return Reception.Admission(responder: responder, edition: edition)
    }
}

extension Refusal {
    fileprivate static let unattended = Refusal(
        code: 503, error: "Nobody answers",
        details: "Relink is ending, or has not taken up its configuration in time; nothing was done. Ask again.")
}
