// SPDX-License-Identifier: Apache-2.0
// One fault of each kind, to see that a sanitizer reports it, and the one thing that it must not report.

import Foundation
import Synchronization

/// Counted by two threads, with and without a lock.
final class Counter: @unchecked Sendable {
    var unguarded = 0
    let guarded = Mutex([0])
}

/// Runs the body in two threads. Both are there from before the first run to after the last, and nothing orders them.
///
/// - Parameter times: few for a report, since the sanitizer says nothing of an access once it has forgotten its place.
func race(times: Int, _ body: @escaping @Sendable () -> Void) {
    let group = DispatchGroup()
    let begin = Gate()
    let end = Gate()
    for _ in 0..<2 {
        group.enter()
        Thread.detachNewThread {
            begin.pass()
            for _ in 0..<times { body() }
            end.pass()
            group.leave()
        }
    }
    group.wait()
}

/// Opens once two threads stand before it.
final class Gate: Sendable {
    private let waiting = Atomic(0)

    func pass() {
        // Relaxed, so that the sanitizer sees no order in it.
        waiting.add(1, ordering: .relaxed)
        while waiting.load(ordering: .relaxed) < 2 { usleep(1_000) }
    }
}

@main
struct Planted {
    static func main() {
        let counter = Counter()
        switch CommandLine.arguments.last {
        case "mutex": race(times: 50_000) { counter.guarded.withLock { $0 = [$0[0] + 1] } }
        case "race": race(times: 10) { counter.unguarded += 1 }
        case "leak": _ = Unmanaged.passRetained(Counter())
        case "overflow":
            let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: 8)
            defer { bytes.deallocate() }
            bytes[CommandLine.arguments.count + 6] = 1
        default: exit(64)
        }
    }
}
