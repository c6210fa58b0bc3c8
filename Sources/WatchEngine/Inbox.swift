// SPDX-License-Identifier: Apache-2.0

private import Synchronization

/// Elements on their way to the one loop that takes all of them at once.
///
/// Posting never waits, so a thread of an adapter may do it. One lock and at most one wake for each turn of the loop,
/// however many elements come together.
final class Inbox<Element: Sendable>: Sendable {
    private struct State {
        var elements: [Element] = []
        var isKnocked = false
        var isClosed = false
        var reader: CheckedContinuation<Void, Never>?

        var isQuiet: Bool { elements.isEmpty && !isKnocked && !isClosed }
    }

    private let state = Mutex(State())

    /// Whether nothing waits to be taken.
    var isEmpty: Bool { state.withLock { $0.elements.isEmpty } }

    /// Adds an element and wakes the reader.
    ///
    /// - Returns: false once it is closed; the element is not taken then.
    @discardableResult
    func post(_ element: Element) -> Bool {
        wake { state in
            if !state.isClosed { state.elements.append(element) }
            return !state.isClosed
        }
    }

    /// Wakes the reader without giving it anything.
    func knock() {
        wake { $0.isKnocked = true }
    }

    /// Lets the reader take what is there and then end.
    func close() {
        wake { $0.isClosed = true }
    }

    /// Closes it in place of the reader, who reads no more.
    ///
    /// - Returns: what nobody takes.
    func end() -> [Element] {
        wake { state in
            state.isClosed = true
            defer { state.elements = [] }
            return state.elements
        }
    }

    /// Everything there is, after waiting for something or for a knock; nil once it is closed and empty.
    ///
    /// There is one reader. It is woken by ``close()``, not by cancellation.
    func next() async -> [Element]? {
        await withCheckedContinuation { reader in
            let isReady = state.withLock { state in
                if state.isQuiet { state.reader = reader }
                return !state.isQuiet
            }
            if isReady { reader.resume() }
        }
        return state.withLock { state in
            state.isKnocked = false
            guard !state.elements.isEmpty else { return state.isClosed ? nil : [] }
            defer { state.elements = [] }
            return state.elements
        }
    }

    private func wake<Result>(_ change: (inout State) -> Result) -> Result {
        let (result, reader) = state.withLock { state in
            defer { state.reader = nil }
            return (change(&state), state.reader)
        }
        reader?.resume()
        return result
    }
}
