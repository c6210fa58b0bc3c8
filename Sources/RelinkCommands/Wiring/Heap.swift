// SPDX-License-Identifier: Apache-2.0

private import CMalloc

/// How the allocator deals with the memory of a process that runs for months and works hard for moments.
enum Heap {
    /// Blocks from this size on are mapped one by one, so that freeing one gives it back whatever lies around it.
    private static let mappedFrom: Int32 = 128 << 10

    /// Has little kept that is free: what ten thousand sessions took at the start would stay for good.
    ///
    /// By default glibc gives each thread a heap of its own, of which only the end is ever given back, and maps fewer and
    /// fewer blocks by themselves the bigger those are that it sees freed (mallopt(3), M_MMAP_THRESHOLD). Relink's few
    /// threads hardly ever wait for each other at one heap.
    ///
    /// - Returns: whether the allocator does as it is told; one that was put in its place need not.
    @discardableResult
    static func stayLean() -> Bool { cmalloc_tune(1, mappedFrom) != 0 }
}
