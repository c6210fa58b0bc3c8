// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import RelinkCommands

struct HeapTests {
    /// Where another allocator stands in, as under a sanitizer, there is nothing to see.
    @Test(.enabled(if: growth(by: 64 << 20) > 0))
    func `a block that is freed is given back, also after a bigger one was`() {
        #expect(Heap.stayLean())
        // It would have glibc take smaller ones from its heap from now on.
        _ = growth(by: 20 << 20)
        #expect(growth(by: 4 << 20) >= 4 << 20)
    }
}

/// Bytes that are mapped for a block of that size.
private func growth(by size: Int) -> Int {
    let before = Heap.mapped
    let block = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16)
    defer { block.deallocate() }
    return Heap.mapped - before
}
