// SPDX-License-Identifier: Apache-2.0

/// A queue whose both ends cost O(1) on average; the taken half is thrown away when it has become the larger one.
struct FIFO<Element: Sendable>: Sendable {
    private var elements: [Element] = []
    private var head = 0

    /// Puts an element at the end.
    mutating func append(_ element: Element) {
        elements.append(element)
    }

    /// Takes the element that waits longest.
    mutating func popFirst() -> Element? {
        guard head < elements.count else { return nil }
        defer {
            head += 1
            if head * 2 >= elements.count {
                elements.removeFirst(head)
                head = 0
            }
        }
        return elements[head]
    }
}
