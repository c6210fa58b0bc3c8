// SPDX-License-Identifier: Apache-2.0

import Foundation
import JSONText
import Synchronization

/// What the sessions of the simulated gateway were made to show, and when: the truth that alerts are judged by.
final class Script: Sendable {
    /// What a session is made to show.
    enum Page: String, Sendable, CaseIterable {
        case connected = "CONNECTED"
        case unlinked = "UNPAIRED"
        case opening = "OPENING"
        case closed = "tab_closed"

        /// What that is called.
        var state: String {
            switch self {
            case .connected: "connected"
            case .unlinked: "scan_qr"
            case .opening: "starting"
            case .closed: "failed"
            }
        }
    }

    /// One change.
    struct Step: Sendable {
        let session: String
        let state: String
        /// Seconds since 1970, before it happened.
        let at: Double
    }

    private struct State {
        var steps: [Step] = []
        var truth: [String: String]
    }

    private let simulator: Simulator
    private let state: Mutex<State>

    /// The script of a simulator whose sessions are all connected.
    init(_ simulator: Simulator) {
        self.simulator = simulator
        state = Mutex(
            State(truth: Dictionary(uniqueKeysWithValues: simulator.sessions.map { ($0, Page.connected.state) })))
    }

    /// The changes so far, oldest first.
    var steps: [Step] { state.withLock { $0.steps } }
    /// What each session shows now.
    var truth: [String: String] { state.withLock { $0.truth } }

    /// Has a session show that.
    func show(_ session: String, _ page: Page) async throws {
        try await show(session, page, noting: [session])
    }

    /// Has all sessions show that, at the same moment.
    func showAll(_ page: Page) async throws {
        try await show("*", page, noting: simulator.sessions)
    }

    /// Has one session after another show anything, faster than anybody polls, until it is cancelled.
    func wander(_ dice: Dice) async throws {
        var dice = dice
        while !Task.isCancelled {
            let session = simulator.sessions.randomElement(using: &dice) ?? ""
            try await show(session, Page.allCases.randomElement(using: &dice) ?? .connected)
            try await Task.sleep(for: .milliseconds(Int.random(in: 5...40, using: &dice)))
        }
    }

    /// What the simulator took is noted even if whoever wanted it is cancelled.
    private func show(_ who: String, _ page: Page, noting sessions: [String]) async throws {
        try await Task {
            let at = Date().timeIntervalSince1970
            try await simulator.show(who, page.rawValue)
            for session in sessions { note(session, page, at) }
        }.value
    }

    private func note(_ session: String, _ page: Page, _ at: Double) {
        state.withLock { state in
            guard state.truth[session] != page.state else { return }
            state.truth[session] = page.state
            state.steps.append(Step(session: session, state: page.state, at: at))
        }
    }
}
