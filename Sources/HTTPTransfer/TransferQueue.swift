// SPDX-License-Identifier: Apache-2.0

/// Jobs that wait for a slot, first in first out.
///
/// Our own queue rather than libcurl's: time spent in that one counts into the limits of the request.
struct TransferQueue {
    private var jobs: [TransferJob] = []
    private var head = 0

    /// Puts a job at the end.
    mutating func append(_ job: TransferJob) {
        jobs.append(job)
    }

    /// Takes the first job, or nil when none waits.
    mutating func popFirst() -> TransferJob? {
        guard head < jobs.count else { return nil }
        let job = jobs[head]
        head += 1
        let isMostlyTaken = head == jobs.count || head > 1024 && head > jobs.count / 2
        if isMostlyTaken {
            jobs.removeFirst(head)
            head = 0
        }
        return job
    }

    /// Takes the job of the ticket out, or nil when it does not wait here.
    mutating func remove(_ ticket: TransferTicket) -> TransferJob? {
        guard let index = jobs[head...].firstIndex(where: { $0.belongs(to: ticket) }) else { return nil }
        return jobs.remove(at: index)
    }
}
