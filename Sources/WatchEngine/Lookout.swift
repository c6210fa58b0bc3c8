// SPDX-License-Identifier: Apache-2.0

import RelinkModel
private import Synchronization

/// Brings together what the drivers see of their gateways, and tells all of them what that makes.
final class Lookout: Sendable {
    private struct State {
        var check: BlindCheck
        var hearers: [@Sendable (Sight) -> Void] = []
    }

    private let state: Mutex<State>

    /// A lookout over those gateways.
    init(_ plans: [GatewayPlan]) { state = Mutex(State(check: BlindCheck(plans))) }

    /// Notes where a driver hears of it. The hearer returns at once and does not call back.
    func connect(_ hearer: @escaping @Sendable (Sight) -> Void) { state.withLock { $0.hearers.append(hearer) } }

    /// Notes what a driver sees of its gateway.
    func note(_ outlook: Outlook, of gateway: GatewayID) {
        // Under the lock, so that all hear of changes in the order in which they came.
        state.withLock { state in
            guard let sight = state.check.note(outlook, of: gateway) else { return }
            for hearer in state.hearers { hearer(sight) }
        }
    }
}
