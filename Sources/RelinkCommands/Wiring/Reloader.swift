// SPDX-License-Identifier: Apache-2.0

import ConfigurationFile
import RelinkModel
import Synchronization

/// Reads the configuration anew when somebody asks for it, and lets the running generation end for the next one.
///
/// Everything is checked, templates included, before anything that runs is touched.
final class Reloader: Reloading {
    private struct State {
        var running: Wiring
        var generation: Generation?
        var next: Wiring?
        var isStopping = false
        var rejection: ReloadReport?
    }

    private let path: String
    private let observes: Bool
    private let log: any EventLog
    private let now: @Sendable () -> Timestamp
    private let state: Mutex<State>

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

    var rejection: ReloadReport? { state.withLock { $0.rejection } }

    func reload(isDry: Bool) async -> ReloadReport {
        let check = ConfigurationCheck(path: path)
        guard let configuration = check.configuration else {
            return reject(check.warnings, isDry: isDry)
        }
        let running = state.withLock { $0.running.configuration }
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

    /// Notes which generation runs now; ends it at once if somebody wanted that meanwhile.
    func began(_ generation: Generation) {
        let (mustEnd, rejection) = state.withLock { state in
            (state.generation, state.running) = (generation, generation.wiring)
            return (state.isStopping || state.next != nil, state.rejection)
        }
        generation.note(rejection)
        if mustEnd { generation.end() }
    }

    /// What runs next; nil when it is over.
    func takeNext() -> Wiring? {
        state.withLock { state in
            defer { state.next = nil }
            state.generation = nil
            return state.isStopping ? nil : state.next
        }
    }

    /// Goes back to a configuration that ran before, since the newest one does not run.
    func goBack(to wiring: Wiring, because failure: Failure) {
        state.withLock { $0.running = wiring }
        _ = reject([failure.words], isDry: false)
    }

    /// Ends the running generation, and no other follows.
    func stop() {
        let generation = state.withLock { state in
            state.isStopping = true
            return state.generation
        }
        generation?.end()
    }

    /// Repeats in the log, once a day, that the file's configuration is not the one that runs.
    func remind() {
        guard let rejection else { return }
        log.write(Self.entry(rejection))
    }

    private func take(_ wiring: Wiring) {
        let generation = state.withLock { state in
            (state.next, state.rejection) = (wiring, nil)
            return state.generation
        }
        generation?.end()
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
