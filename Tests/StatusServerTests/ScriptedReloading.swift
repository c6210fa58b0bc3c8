// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import Synchronization

/// Takes every configuration until it is told to refuse.
final class ScriptedReloading: Reloading {
    private struct State {
        var rejection: ReloadReport?
        var asked: [Bool] = []
    }

    private let state = Mutex(State())

    var rejection: ReloadReport? { state.withLock { $0.rejection } }

    /// Whether each reload so far was a dry one.
    var asked: [Bool] { state.withLock { $0.asked } }

    func refuse() {
        state.withLock {
            $0.rejection = ReloadReport(at: Timestamp(milliseconds: 0), problems: ["config.yaml:1:1: no"])
        }
    }

    func reload(isDry: Bool) async -> ReloadReport {
        state.withLock { state in
            state.asked.append(isDry)
            return state.rejection ?? ReloadReport(at: Timestamp(milliseconds: 0), changes: ["+ channel ops"])
        }
    }
}
