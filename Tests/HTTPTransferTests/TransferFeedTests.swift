// SPDX-License-Identifier: Apache-2.0

import HTTPTransfer
import RelinkTesting
import Synchronization
import Testing

struct TransferFeedTests {
    /// What came back, and a way to wait for it.
    private final class Collector: Sendable {
        private let values = Mutex<[String]>([])
        private let stream: AsyncStream<[String]>
        private let source: AsyncStream<[String]>.Continuation

        init() {
            (stream, source) = AsyncStream.makeStream(of: [String].self)
        }

        var deliver: @Sendable ([String]) -> Void {
            { [source] batch in source.yield(batch) }
        }

        /// The first values, as many as wanted, and in how many batches they came.
        func wait(for count: Int) async -> (values: [String], batches: Int) {
            var values: [String] = []
            var batches = 0
            for await batch in stream {
                values += batch
                batches += 1
                if values.count >= count { break }
            }
            return (values, batches)
        }
    }

    private static func describe(_ tag: Int, _ outcome: TransferOutcome) -> String {
        switch outcome {
        case .success(let response): "\(tag) \(response.status) \(String(decoding: response.body, as: UTF8.self))"
        case .failure(let error): "\(tag) \(error.stage)"
        }
    }

    @Test func deliversEachTagOnceAlsoWhenItFails() async throws {
        let client = TransferClient(name: "test", maxConnections: 16, userAgent: "relink-test")
        let server = try LoopbackServer { request in
            request.path.hasSuffix("7") ? [.close] : [.answer(200, request.path)]
        }
        defer { server.stop() }
        let collector = Collector()
        var calls = 0
        let feed = client.feed(
            decode: { tag, outcome in
                calls += 1
                return "\(Self.describe(tag, outcome)) #\(calls)"
            }, deliver: collector.deliver)
        let batch = (0..<200).map { tag in
            // Fresh, since libcurl would first try a closed reused connection again.
            let connection: ConnectionUse = tag % 10 == 7 ? .fresh : .reuse
            let url = tag == 3 ? "ftp://127.0.0.1/" : "\(server.url)/\(tag)"
            return TaggedRequest(tag: tag, request: HTTPRequest(url: url, connection: connection))
        }
        feed.submit(Array(batch[..<100]))
        feed.submit([])
        feed.submit(Array(batch[100...]))
        let (values, batches) = await collector.wait(for: 200)
        #expect(values.count == 200)
        #expect(batches < 200)
        let outcomes = Set(values.map { $0.split(separator: "#")[0] })
        for tag in 0..<200 {
            let expected = tag == 3 ? "3 notStarted " : tag % 10 == 7 ? "\(tag) waiting " : "\(tag) 200 /\(tag) "
            #expect(outcomes.contains(expected[...]))
        }
        // The decoder keeps its own state, and no call was lost or ran beside another.
        #expect(Set(values.compactMap { $0.split(separator: "#").last }).count == 200)
    }

    @Test func deliversEverythingAtShutdownAndAfterwards() async throws {
        let client = TransferClient(name: "test", maxConnections: 2, userAgent: "relink-test")
        let server = try LoopbackServer(.wait(LoopbackServer.Gate()))
        defer { server.stop() }
        let collector = Collector()
        let feed = client.feed(decode: { Self.describe($0, $1) }, deliver: collector.deliver)
        feed.submit((0..<5).map { TaggedRequest(tag: $0, request: HTTPRequest(url: server.url)) })
        await server.waitForRequests(2)
        client.shutdown()
        let (values, _) = await collector.wait(for: 5)
        #expect(values.sorted() == (0..<5).map { "\($0) cancelled" })
        feed.submit([TaggedRequest(tag: 9, request: HTTPRequest(url: server.url))])
        #expect(await collector.wait(for: 1).values == ["9 cancelled"])
    }

    @Test func keepsFeedsApart() async throws {
        let client = TransferClient(name: "test", maxConnections: 4, userAgent: "relink-test")
        let server = try LoopbackServer(.answer(204))
        defer { server.stop() }
        let collectors = [Collector(), Collector()]
        let feeds = collectors.enumerated().map { number, collector in
            client.feed(decode: { tag, _ in "\(number)-\(tag)" }, deliver: collector.deliver)
        }
        for tag in 0..<10 {
            for feed in feeds { feed.submit([TaggedRequest(tag: tag, request: HTTPRequest(url: server.url))]) }
        }
        for (number, collector) in collectors.enumerated() {
            #expect(Set(await collector.wait(for: 10).values) == Set((0..<10).map { "\(number)-\($0)" }))
        }
    }
}
