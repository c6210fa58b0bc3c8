// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import HTTPTransfer

struct TransferQueueTests {
    private static func job(_ number: Int, _ ticket: TransferTicket = TransferTicket()) -> TransferJob {
        TransferJob(request: HTTPRequest(url: "http://127.0.0.1/\(number)"), destination: .single(ticket))
    }

    @Test func keepsTheOrder() {
        var queue = TransferQueue()
        var next = 0
        for number in 0..<10_000 {
            queue.append(Self.job(number))
            guard number % 3 == 0 else { continue }
            #expect(queue.popFirst()?.request.url == "http://127.0.0.1/\(next)")
            next += 1
        }
        while let job = queue.popFirst() {
            #expect(job.request.url == "http://127.0.0.1/\(next)")
            next += 1
        }
        #expect(next == 10_000)
    }

    @Test func takesOutOnlyWhatStillWaits() {
        var queue = TransferQueue()
        let tickets = (0..<3).map { _ in TransferTicket() }
        for (number, ticket) in tickets.enumerated() { queue.append(Self.job(number, ticket)) }
        #expect(queue.popFirst() != nil)
        #expect(queue.remove(tickets[0]) == nil)
        #expect(queue.remove(tickets[2])?.belongs(to: tickets[2]) == true)
        #expect(queue.remove(tickets[2]) == nil)
        #expect(queue.popFirst()?.belongs(to: tickets[1]) == true)
        #expect(queue.popFirst() == nil)
    }
}
