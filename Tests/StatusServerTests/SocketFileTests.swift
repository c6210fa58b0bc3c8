// SPDX-License-Identifier: Apache-2.0

import Foundation
import Glibc
import RelinkModel
import RelinkTesting
import StatusServer
import Testing

@Suite(.timeLimit(.minutes(1)))
struct SocketFileTests {
    private static func run(_ path: String) async throws {
        try await StatusServer(.unix(path: path), reception: Reception()).run {}
    }

    /// Leaves a socket behind as a killed process does: bound, and nobody listening.
    private static func leaveStaleSocket(_ path: String) {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        #expect(result == 0)
    }

    @Test func onlyItsOwnerMayOpenItAndNothingIsLeft() async throws {
        let folder = try TemporaryFolder()
        try await withServer(.loopback(), ScriptedOperating(), on: .unix(path: folder.path + "/control")) { client in
            let facts = try FileManager.default.attributesOfItem(atPath: folder.path + "/control")
            #expect(facts[.type] as? FileAttributeType == .typeSocket)
            #expect(facts[.posixPermissions] as? Int == 0o600)
            #expect(folder.names == ["control"])
            #expect(await client.send("GET", "/healthz")?.status == 200)
        }
        #expect(folder.names == [])
    }

    @Test func aStaleSocketIsReplaced() async throws {
        let folder = try TemporaryFolder()
        Self.leaveStaleSocket(folder.path + "/control")
        try await withServer(.loopback(), ScriptedOperating(), on: .unix(path: folder.path + "/control")) { client in
            #expect(await client.send("GET", "/healthz")?.status == 200)
        }
    }

    @Test func aLiveSocketIsAnErrorAndGoesOnWorking() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/control"
        try await withServer(.loopback(), ScriptedOperating(), on: .unix(path: path)) { client in
            await #expect(throws: StatusServerError.alreadyRunning(path: path)) { try await Self.run(path) }
            #expect(folder.names == ["control"])
            #expect(await client.send("GET", "/healthz")?.status == 200)
        }
    }

    @Test func aFileInTheWayIsAnErrorAndStays() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/control"
        close(open(path, O_CREAT | O_WRONLY, 0o600))
        await #expect(throws: StatusServerError.notASocket(path: path)) { try await Self.run(path) }
        #expect(folder.names == ["control"])
    }

    @Test func aMissingFolderIsAnError() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/nowhere/control"
        let error = await #expect(throws: StatusServerError.self) { try await Self.run(path) }
        #expect(error?.description.hasPrefix("cannot listen on \(path)") == true)
    }

    @Test func aLongPathIsAnError() async throws {
        let path = "/tmp/" + String(repeating: "x", count: 100) + "/control"
        let error = await #expect(throws: StatusServerError.self) { try await Self.run(path) }
        #expect(error?.description.contains("too long") == true)
    }

    @Test func aSuccessorsSocketIsNotRemoved() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/control"
        try await withServer(.loopback(), ScriptedOperating(), on: .unix(path: path)) { _ in
            unlink(path)
            Self.leaveStaleSocket(path)
        }
        #expect(folder.names == ["control"])
    }
}
