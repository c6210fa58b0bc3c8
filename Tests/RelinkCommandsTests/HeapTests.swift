// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import RelinkCommands

struct HeapTests {
    @Test func theAllocatorTakesBothSettings() {
        #expect(Heap.stayLean())
    }
}
