// SPDX-License-Identifier: Apache-2.0

import HTTPTransfer
import RelinkTesting
import Testing

struct TransferClientCancellationTests {
    private let client = TransferClient(name: "test", maxConnections: 1, userAgent: "relink-test")

    @Test func endsARunningRequest() async throws {
        let server = try LoopbackServer(.wait(LoopbackServer.Gate()))
        defer { server.stop() }
        let task = Task { try await client.perform(HTTPRequest(url: server.url)) }
        await server.waitForRequests(1)
        task.cancel()
        await #expect(throws: TransferError.cancelled) { try await task.value }
    }

    @Test func sendsNothingWhenAlreadyCancelled() async throws {
        let server = try LoopbackServer(.answer(200))
        defer { server.stop() }
        let gate = LoopbackServer.Gate()
        let task = Task {
            gate.pass()
            return try await client.perform(HTTPRequest(url: server.url))
        }
        task.cancel()
        gate.open()
        await #expect(throws: TransferError.notSent) { try await task.value }
        _ = try await client.perform(HTTPRequest(url: "\(server.url)/after"))
        #expect(server.requests.map(\.path) == ["/after"])
    }

    @Test func endsAWaitingRequestAndFreesTheSlot() async throws {
        let gate = LoopbackServer.Gate()
        let server = try LoopbackServer(.wait(gate), .answer(200))
        defer { server.stop() }
        let first = Task { try await client.perform(HTTPRequest(url: "\(server.url)/first")) }
        await server.waitForRequests(1)
        let second = Task { try await client.perform(HTTPRequest(url: "\(server.url)/second")) }
        second.cancel()
        await #expect(throws: TransferError.notSent) { try await second.value }
        gate.open()
        #expect(try await first.value.status == 200)
        #expect(server.requests.map(\.path) == ["/first"])
    }

    @Test func leavesAFinishedRequestAlone() async throws {
        let server = try LoopbackServer(.answer(200))
        defer { server.stop() }
        let task = Task { try await client.perform(HTTPRequest(url: server.url)) }
        #expect(try await task.value.status == 200)
        task.cancel()
        #expect(try await client.perform(HTTPRequest(url: server.url)).status == 200)
    }

    // Whichever of the two comes first, everyone gets an answer.
    @Test func losesNobodyInARaceOfSubmitAndCancel() async throws {
        let server = try LoopbackServer(.answer(200))
        defer { server.stop() }
        let client = TransferClient(name: "test", maxConnections: 16, userAgent: "relink-test")
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<500 {
                group.addTask {
                    let task = Task { try await client.perform(HTTPRequest(url: server.url)) }
                    task.cancel()
                    _ = await task.result
                }
            }
        }
        #expect(try await client.perform(HTTPRequest(url: server.url)).status == 200)
    }

    @Test func shutdownEndsEverythingAndLaterRequestsFail() async throws {
        let server = try LoopbackServer(.wait(LoopbackServer.Gate()))
        defer { server.stop() }
        let running = Task { try await client.perform(HTTPRequest(url: server.url)) }
        await server.waitForRequests(1)
        let waiting = Task { try await client.perform(HTTPRequest(url: server.url)) }
        client.shutdown()
        await #expect(throws: TransferError.cancelled) { try await running.value }
        await #expect(throws: TransferError.shutDown) { try await waiting.value }
        await #expect(throws: TransferError.shutDown) { try await client.perform(HTTPRequest(url: server.url)) }
        client.shutdown()
    }
}
