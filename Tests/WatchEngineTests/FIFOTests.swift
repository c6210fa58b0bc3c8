// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import WatchEngine

struct FIFOTests {
    @Test func givesBackInOrderWhileMoreComes() {
        var queue = FIFO<Int>()
        var taken: [Int] = []
        for number in 0..<100 {
            queue.append(2 * number)
            queue.append(2 * number + 1)
            if let element = queue.popFirst() { taken.append(element) }
        }
        while let element = queue.popFirst() { taken.append(element) }
        #expect(taken == Array(0..<200))
        #expect(queue.popFirst() == nil)
    }
}
