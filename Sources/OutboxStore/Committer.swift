// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB
import RelinkModel
import Synchronization

/// The one thread that writes. While a transaction waits for the disk, the batches of others queue up; the next
/// transaction takes them all, so that a hundred commits cost as many waits for the disk as two.
///
/// A batch that was handed over is written whatever becomes of the task that waits for it.
final class Committer: Sendable {
    private struct Batch: Sendable {
        let rows: [RowWrite]
        let answer: CheckedContinuation<Result<Int, StoreError>, Never>
    }

    private enum Closing: Sendable {
        case open
        case asked([CheckedContinuation<Void, Never>])
        case closed
    }

    private struct Inbox: Sendable {
        var waiting: [Batch] = []
        var closing = Closing.open
    }

    private let pool: DatabasePool
    private let path: String
    private let lock: Mutex<StoreLock?>
    private let inbox = Mutex(Inbox())
    private let wake = DispatchSemaphore(value: 0)
    private let count = Atomic(0)

    /// Starts the thread. It ends with ``close()`` and holds the lock until then.
    init(_ pool: DatabasePool, path: String, lock: consuming StoreLock) {
        self.pool = pool
        self.path = path
        self.lock = Mutex(lock)
        let thread = Thread { [self] in run() }
        thread.name = "relink-store"
        thread.start()
    }

    /// Transactions made so far, each one wait for the disk.
    var transactions: Int { count.load(ordering: .relaxed) }

    /// Writes the rows in one transaction, maybe together with those of others, and returns how many rows changed.
    func commit(_ rows: [RowWrite]) async throws(StoreError) -> Int {
        let result: Result<Int, StoreError> = await withCheckedContinuation { answer in
            let isOpen = inbox.withLock { inbox in
                guard case .open = inbox.closing else { return false }
                inbox.waiting.append(Batch(rows: rows, answer: answer))
                return true
            }
            if isOpen {
                wake.signal()
            } else {
                answer.resume(returning: .failure(.inputOutput("the store \(path) is closed")))
            }
        }
        return try result.get()
    }

    /// Writes what is waiting, brings the WAL into the file, and releases the lock.
    func close() async {
        await withCheckedContinuation { answer in
            let isClosed = inbox.withLock { inbox in
                switch inbox.closing {
                case .open: inbox.closing = .asked([answer])
                case .asked(let others): inbox.closing = .asked(others + [answer])
                case .closed: return true
                }
                return false
            }
            if isClosed { answer.resume() } else { wake.signal() }
        }
    }

    /// The same for an owner that cannot wait.
    func abandon() {
        inbox.withLock { inbox in
            if case .open = inbox.closing { inbox.closing = .asked([]) }
        }
        wake.signal()
    }

    // MARK: - On the thread

    private func run() {
        while true {
            wake.wait()
            let (batches, isLast) = inbox.withLock { inbox in
                defer { inbox.waiting = [] }
                if case .open = inbox.closing { return (inbox.waiting, false) }
                return (inbox.waiting, true)
            }
            if !batches.isEmpty { write(batches) }
            if isLast { return finish() }
        }
    }

    /// Writes the batches together. If one of them does not fit what is stored, it alone fails: each is tried alone.
    private func write(_ batches: [Batch]) {
        do {
            let changed = try transaction(batches)
            for (batch, changed) in zip(batches, changed) { batch.answer.resume(returning: .success(changed)) }
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT && batches.count > 1 {
            for batch in batches { write([batch]) }
        } catch {
            let error = StoreError(error, at: path)
            for batch in batches { batch.answer.resume(returning: .failure(error)) }
        }
    }

    /// The rows that each batch changed.
    private func transaction(_ batches: [Batch]) throws -> [Int] {
        try pool.writeWithoutTransaction { database in
            var changed: [Int] = []
            try database.inTransaction(.immediate) {
                for batch in batches {
                    let before = database.totalChangesCount
                    for row in batch.rows { try row.execute(database) }
                    changed.append(database.totalChangesCount - before)
                }
                return .commit
            }
            count.add(1, ordering: .relaxed)
            return changed
        }
    }

    private func finish() {
        // Both fail only where a reader is still busy; the WAL then stays and is read at the next start.
        _ = try? pool.writeWithoutTransaction { try $0.checkpoint(.truncate) }
        try? pool.close()
        lock.withLock { $0 = nil }
        let waiting = inbox.withLock { inbox in
            defer { inbox.closing = .closed }
            if case .asked(let waiting) = inbox.closing { return waiting }
            return []
        }
        for answer in waiting { answer.resume() }
    }
}
