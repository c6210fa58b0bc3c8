// SPDX-License-Identifier: Apache-2.0

private import Glibc
package import RelinkModel
private import Synchronization

/// Looks from a thread of its own whether every loop turns, and says so when one does not.
///
/// A thread rather than a task: what keeps the pool of tasks from turning would keep a task from noticing.
package final class LoopGuard: Sendable {
    private struct State {
        var book = StallBook()
        var loops: [WatchedLoop] = []
        var isRunning = false
    }

    private let time: any TimeSource
    private let log: any EventLog
    private let pause: Duration
    private let state: Mutex<State>

    /// A guard of those loops and of the pool of tasks. Nothing is looked at before ``start()``.
    ///
    /// - Parameter pause: from one look to the next.
    package init(
        _ loops: [WatchedLoop], log: any EventLog, time: any TimeSource, pause: Duration = StallBook.interval
    ) {
        self.time = time
        self.log = log
        self.pause = pause
        state = Mutex(State(loops: [Self.pool] + loops))
    }

    /// Looks after further loops.
    func add(_ loops: [WatchedLoop]) { state.withLock { $0.loops += loops } }

    /// Looks from now on, until ``stop()``. Where no thread can be had, nobody looks.
    func start() {
        let isNew = state.withLock { state in
            defer { state.isRunning = true }
            return !state.isRunning
        }
        guard isNew else { return }
        let retained = Unmanaged.passRetained(self)
        var thread = pthread_t()
        let status = pthread_create(
            &thread, nil,
            { context in
                if let context { Unmanaged<LoopGuard>.fromOpaque(context).takeRetainedValue().run() }
                return nil
            }, retained.toOpaque())
        guard status == 0 else { return retained.release() }
        pthread_detach(thread)
    }

    /// Looks no more.
    func stop() { state.withLock { $0.isRunning = false } }

    /// How long each loop stands and how often it stood; zero for those that turn.
    var stalls: [(loop: String, length: Duration, count: Int)] {
        let now = time.now.boot
        return state.withLock { state in
            state.book.stalls(at: now).map { ($0.loop, $0.length, state.book.count($0.loop)) }
        }
    }

    /// Looks at every loop once.
    func look() {
        let now = time.now.boot
        let loops = state.withLock { state in
            state.book.begin(at: now)
            return state.loops
        }
        for loop in loops {
            let turns = loop.turns()
            let (news, knocks) = state.withLock { $0.book.look(loop.name, turns: turns, at: now) }
            if let news { log.write(.loop(news)) }
            if knocks { loop.knock() }
        }
    }

    private func run() {
        while state.withLock({ $0.isRunning }) {
            look()
            poll(nil, 0, Int32(clamping: pause.wholeMilliseconds))
        }
    }

    /// The threads that run all tasks: where every one of them is held up, nothing else of Relink turns either.
    private static var pool: WatchedLoop {
        let turns = Turns()
        return WatchedLoop("pool of tasks") {
            turns.count
        } knock: {
            Task.detached { turns.add() }
        }
    }
}

extension LogEntry {
    fileprivate static func loop(_ news: StallBook.News) -> LogEntry {
        switch news {
        case .stalled(let name, _):
            LogEntry(
                .error, "watcher.loop_stalled",
                "the \(name) has not turned for \(StallBook.patience.wholeSeconds) s although it was asked to; "
                    + "what depends on it is late",
                fields: [.init("loop", name)])
        case .turns(let name, let stood):
            LogEntry(
                .warning, "watcher.loop_turns", "the \(name) turns again; it stood for \(stood.wholeSeconds) s",
                fields: [.init("loop", name), .init("seconds", String(stood.wholeSeconds))])
        }
    }
}
