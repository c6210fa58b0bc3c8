// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// What a double was asked, in order; a test waits for it instead of sleeping.
package final class Recording<Element: Sendable>: Sendable {
    private struct Waiter {
        let isMet: @Sendable ([Element]) -> Bool
        let continuation: CheckedContinuation<[Element], Never>
    }

    private struct State {
        var elements: [Element] = []
        var waiters: [Waiter] = []
    }

    private let state = Mutex(State())

    /// Nothing yet.
    package init() {}

    /// Everything so far.
    package var elements: [Element] { state.withLock { $0.elements } }

    /// How much so far.
    package var count: Int { state.withLock { $0.elements.count } }

    /// Adds an element and lets those go on who waited for it.
    package func append(_ element: Element) {
        let (met, elements) = state.withLock { state in
            state.elements.append(element)
            let elements = state.elements
            let met = state.waiters.filter { $0.isMet(elements) }
            state.waiters.removeAll { $0.isMet(elements) }
            return (met, elements)
        }
        for waiter in met { waiter.continuation.resume(returning: elements) }
    }

    /// Waits until there are that many.
    @discardableResult
    package func wait(for count: Int) async -> [Element] {
        await wait { $0.count >= count }
    }

    /// Waits until the elements are as wanted.
    @discardableResult
    package func wait(until isMet: @escaping @Sendable ([Element]) -> Bool) async -> [Element] {
        await withCheckedContinuation { continuation in
            let met = state.withLock { state -> [Element]? in
                if isMet(state.elements) { return state.elements }
                state.waiters.append(Waiter(isMet: isMet, continuation: continuation))
                return nil
            }
            if let met { continuation.resume(returning: met) }
        }
    }
}
