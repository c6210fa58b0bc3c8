// SPDX-License-Identifier: Apache-2.0

import Foundation
import RelinkTesting
import StatusServer
import Synchronization
import Testing

@testable import RelinkCommands

/// Where the watcher listens while its configuration changes. Nobody answers here: it is only looked who listens.
@Suite(.timeLimit(.minutes(1)))
struct EntrancesTests {
    private let folder: TemporaryFolder
    private let entrances = Entrances(Reception()) { Issue.record("\($0)") }
    private let control: StatusServer.Listener

    init() throws {
        folder = try TemporaryFolder()
        control = .unix(path: folder.path + "/relink.sock")
    }

    private static func local(_ port: Int, host: String = "127.0.0.1") -> StatusServer.Listener {
        .tcp(host: host, port: port)
    }

    private func isListening(_ port: UInt16) -> Bool {
        guard let descriptor = TestSocket.connect(port) else { return false }
        close(descriptor)
        return true
    }

    @Test func theFormerAddressStaysUntilTheNextOneIsSettled() async throws {
        let (one, two) = (try TestSocket.freePort(), try TestSocket.freePort())
        try await entrances.open(network: Self.local(Int(one)), control: control)
        try await entrances.open(network: Self.local(Int(two)), control: control)
        #expect(isListening(one))
        #expect(isListening(two))
        entrances.settle()
        while isListening(one) { await Task.yield() }
        #expect(isListening(two))
        await entrances.close()
        #expect(!isListening(two))
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/relink.sock"))
    }

    @Test func anAddressThatCannotBeHadChangesNothing() async throws {
        let (one, taken) = (try TestSocket.freePort(), try TestSocket.Listening())
        try await entrances.open(network: Self.local(Int(one)), control: control)
        await #expect(throws: StatusServerError.self) {
            try await entrances.open(network: Self.local(Int(taken.port)), control: control)
        }
        #expect(isListening(one))
        try await entrances.open(network: Self.local(Int(one)), control: control)
        await entrances.close()
    }

    @Test func theWayBackLeadsToTheFormerAddress() async throws {
        let (one, two) = (try TestSocket.freePort(), try TestSocket.freePort())
        for port in [one, two, one] { try await entrances.open(network: Self.local(Int(port)), control: control) }
        entrances.settle()
        while isListening(two) { await Task.yield() }
        #expect(isListening(one))
        await entrances.close()
    }

    @Test func allHostsCanTakeThePortOfOne() async throws {
        let port = try TestSocket.freePort()
        try await entrances.open(network: Self.local(Int(port)), control: control)
        try await entrances.open(network: Self.local(Int(port), host: "0.0.0.0"), control: control)
        #expect(isListening(port))
        // Back again, although what listened there before had to go.
        try await entrances.open(network: Self.local(Int(port)), control: control)
        #expect(isListening(port))
        await entrances.close()
    }

    @Test func aSocketThatAnotherOneListensOnIsAnError() async throws {
        try await entrances.open(network: Self.local(0), control: control)
        let other = Entrances(Reception()) { Issue.record("\($0)") }
        await #expect(throws: StatusServerError.alreadyRunning(path: folder.path + "/relink.sock")) {
            try await other.open(network: Self.local(0), control: control)
        }
        await other.close()
        await entrances.close()
    }
}
