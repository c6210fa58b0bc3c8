// SPDX-License-Identifier: Apache-2.0

import ConfigurationFile
import RelinkModel
import Synchronization

/// Reads the configuration anew when somebody asks for it, and lets the running generation end for the next one.
///
/// Everything is checked, templates included, before anything that runs is touched.
final class Reloader: Reloading {
    private struct State {
        /// What runs, or is about to.
        var running: Wiring
        var generation: Generation?
        /// What was read and is to run after that.
        var next: Wiring?
        /// What ran before, should it not.
        var before: Wiring?
        var isStopping = false
        var breakage: Failure?
        var rejection: ReloadReport?
    }

    private let path: String
    private let observes: Bool
    private let log: any EventLog
    private let now: @Sendable () -> Timestamp
    private let state: Mutex<State>
    /// One reads at a time, so that what was read last is what runs.
    private let order = Mutex(())

    /// - Parameters:
    ///   - path: the configuration file.
    ///   - observes: whether the command line asks to only look.
    init(
        path: String, running: Wiring, observes: Bool, log: any EventLog, now: @escaping @Sendable () -> Timestamp
    ) {
        self.path = path
        self.observes = observes
        self.log = log
        self.now = now
        state = Mutex(State(running: running))
    }

    /// Why it is over although nobody wanted that; nil where somebody did.
    var breakage: Failure? { state.withLock { $0.breakage } }

    var rejection: ReloadReport? { state.withLock { $0.rejection } }

    func reload(isDry: Bool) async -> ReloadReport { order.withLock { _ in read(isDry: isDry) } }

    /// Notes which generation runs now; ends it at once if somebody wanted that meanwhile.
    func began(_ generation: Generation) {
        let (isStopping, hasNext, rejection) = state.withLock { state in
            state.generation = generation
            return (state.isStopping, state.next != nil, state.rejection)
        }
        generation.note(rejection)
        if hasNext { generation.giveWay() }
        if isStopping { generation.end() }
    }

    /// What runs next: what was read last or, after a failure, what ran before; nil when it is over.
    func next(after failure: Failure?) -> Wiring? { order.withLock { _ in choose(after: failure) } }

    /// Ends the running generation, and no other follows.
    ///
    /// - Parameter failure: why, where nobody wanted it.
    func stop(because failure: Failure? = nil) {
        let generation = state.withLock { state in
            state.isStopping = true
            state.breakage = state.breakage ?? failure
            return state.generation
        }
        generation?.end()
    }

    /// Repeats in the log, once a day, that the file's configuration is not the one that runs.
    func remind() {
        guard let rejection else { return }
        log.write(Self.entry(rejection))
    }

    private func choose(after failure: Failure?) -> Wiring? {
        let (next, isBack) = state.withLock { state -> (Wiring?, Bool) in
            defer { (state.generation, state.next) = (nil, nil) }
            guard !state.isStopping else { return (nil, false) }
            if failure == nil { state.before = state.running }
            if let next = state.next {
                state.running = next
                return (next, false)
            }
            guard failure != nil, let before = state.before else { return (nil, false) }
            (state.running, state.before) = (before, nil)
            return (before, true)
        }
        if isBack, let failure { _ = reject([failure.words], isDry: false) }
        return next
    }

    private func read(isDry: Bool) -> ReloadReport {
        let check = ConfigurationCheck(path: path)
        guard let configuration = check.configuration else {
            return reject(check.warnings, isDry: isDry)
        }
        // Against what is to run, not what is ending.
        let running = state.withLock { ($0.next ?? $0.running).configuration }
        guard configuration.store.path == running.store.path else {
            return reject(["\(path): `store.url` cannot change while Relink runs; restart it"], isDry: isDry)
        }
        let changes = ConfigurationChanges(from: running, to: configuration).lines
        let report = ReloadReport(at: now(), changes: changes)
        guard !isDry else { return report }
        do {
            take(try Wiring(configuration, observes: observes))
        } catch {
            return reject([(error as? Failure)?.words ?? "\(error)"], isDry: isDry)
        }
        let words = changes.isEmpty ? "nothing in it is different" : changes.joined(separator: ", ")
        log.write(LogEntry(.info, "watcher.config_loaded", "the configuration was read again: \(words)"))
        return report
    }

    private func take(_ wiring: Wiring) {
        let generation = state.withLock { state in
            (state.next, state.rejection) = (wiring, nil)
            return state.generation
        }
        generation?.giveWay()
    }

    private func reject(_ problems: [String], isDry: Bool) -> ReloadReport {
        let report = ReloadReport(at: now(), problems: problems)
        guard !isDry else { return report }
        let generation = state.withLock { state in
            state.rejection = report
            return state.generation
        }
        log.write(Self.entry(report))
        generation?.note(report)
        return report
    }

    private static func entry(_ report: ReloadReport) -> LogEntry {
        LogEntry(
            .error, "watcher.config_rejected",
            "the configuration has mistakes and the one before goes on running: "
                + report.problems.joined(separator: "; "),
            fields: [.init("problems", String(report.problems.count))])
    }
}
