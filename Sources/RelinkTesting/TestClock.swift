// SPDX-License-Identifier: Apache-2.0

package import RelinkModel
import Synchronization

/// Both clocks, standing still until the test moves them.
///
/// A deadline that is over never waits, so it does not matter whether a sleeper or the test comes first.
package final class TestClock: Sendable {
    private struct Sleeper {
        let deadline: BootTime
        let continuation: CheckedContinuation<Void, Never>
    }

    private struct State {
        var boot: BootTime
        var wall: Timestamp
        var sleepers: [Int: Sleeper] = [:]
        var cancelled: Set<Int> = []
        var next = 0
    }

    private let state: Mutex<State>

    /// Clocks that show those instants.
    package init(
        boot: BootTime = BootTime(milliseconds: 1_000_000),
        wall: Timestamp = Timestamp(milliseconds: 1_767_225_600_000)
    ) {
        state = Mutex(State(boot: boot, wall: wall))
    }

    /// This instant on both clocks.
    package var now: Moment { state.withLock { Moment(wall: $0.wall, boot: $0.boot) } }

    /// Tasks that sleep.
    package var sleeperCount: Int { state.withLock { $0.sleepers.count } }

    /// The earliest instant that somebody sleeps until.
    package var nextWake: BootTime? { state.withLock { $0.sleepers.values.map(\.deadline).min() } }

    /// Waits until the test has moved the boot clock that far, or the task is cancelled.
    package func sleep(until deadline: BootTime) async {
        let id = state.withLock { state in
            state.next += 1
            return state.next
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let mustSleep = state.withLock { state in
                    guard state.cancelled.remove(id) == nil, deadline > state.boot else { return false }
                    state.sleepers[id] = Sleeper(deadline: deadline, continuation: continuation)
                    return true
                }
                if !mustSleep { continuation.resume() }
            }
        } onCancel: {
            cancel(id)
        }
    }

    /// Moves both clocks on, and wakes whose time has come, the earliest first.
    package func advance(by duration: Duration) {
        let due = state.withLock { state in
            state.boot = state.boot + duration
            state.wall = state.wall + duration
            let due = state.sleepers.filter { $0.value.deadline <= state.boot }
            for id in due.keys { state.sleepers[id] = nil }
            return due.values.sorted { $0.deadline < $1.deadline }
        }
        for sleeper in due { sleeper.continuation.resume() }
    }

    /// Sets the wall clock alone, as an operator does.
    package func set(wall: Timestamp) {
        state.withLock { $0.wall = wall }
    }

    private func cancel(_ id: Int) {
        let sleeper = state.withLock { state in
            let sleeper = state.sleepers.removeValue(forKey: id)
            if sleeper == nil { state.cancelled.insert(id) }
            return sleeper
        }
        sleeper?.continuation.resume()
    }
}
