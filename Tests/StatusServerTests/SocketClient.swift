// SPDX-License-Identifier: Apache-2.0

import Foundation
import Glibc

/// A client over a plain socket, so that the tests see the bytes, and can misbehave.
///
/// It blocks a thread of its own, never one of the pool that the server answers on.
struct SocketClient: Sendable {
    enum Address: Sendable {
        case tcp(port: Int)
        case unix(path: String)
    }

    /// What came back.
    struct Answer: Sendable {
        let status: Int
        let headers: [String: String]
        let body: String
    }

    let address: Address

    /// Sends a request and reads its answer; nil where there is none.
    func send(
        _ method: String = "GET", _ target: String, host: String = "127.0.0.1", fields: [String: String] = [:],
        body: String? = nil
    ) async -> Answer? {
        var lines = fields.map { "\($0.key): \($0.value)\r\n" }.joined()
        if let body { lines += "Content-Length: \(body.utf8.count)\r\n" }
        let head = "\(method) \(target) HTTP/1.1\r\nHost: \(host)\r\nConnection: close\r\n\(lines)\r\n"
        return Self.parse(await exchange([head + (body ?? "")]))
    }

    /// Sends the pieces, waiting that long for an answer after each one and for the end after the last.
    ///
    /// - Returns: all that came back until the other side closed.
    func exchange(_ pieces: [String], pause: Duration = .zero) async -> String {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread { continuation.resume(returning: self.transfer(pieces, pause: pause).text) }
        }
    }

    /// How many of the pieces could be sent before the other side closed.
    func drip(_ pieces: [String], pause: Duration) async -> Int {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread { continuation.resume(returning: self.transfer(pieces, pause: pause).sent) }
        }
    }

    /// Sends a request, takes nothing of its answer for so long, and then whatever is left of it.
    ///
    /// - Returns: how many bytes that was.
    func read(lateBy pause: Int32, _ request: String) async -> Int {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                guard let descriptor = self.connected() else { return continuation.resume(returning: 0) }
                defer { close(descriptor) }
                let bytes = Array(request.utf8)
                _ = Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
                // Returns early only for a connection that was reset.
                var interest = pollfd(fd: descriptor, events: 0, revents: 0)
                _ = poll(&interest, 1, pause)
                var received: [UInt8] = []
                while self.read(descriptor, for: .seconds(60), into: &received) {}
                continuation.resume(returning: received.count)
            }
        }
    }

    private func transfer(_ pieces: [String], pause: Duration) -> (sent: Int, text: String) {
        guard let descriptor = connected() else { return (0, "") }
        defer { close(descriptor) }
        var received: [UInt8] = []
        for (index, piece) in pieces.enumerated() {
            let bytes = Array(piece.utf8)
            guard Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count,
                index == pieces.count - 1 || read(descriptor, for: pause, into: &received)
            else { return (index, String(decoding: received, as: UTF8.self)) }
        }
        while read(descriptor, for: .seconds(60), into: &received) {}
        return (pieces.count, String(decoding: received, as: UTF8.self))
    }

    /// Waits that long for more, and takes it. False when the other side has closed.
    private func read(_ descriptor: Int32, for pause: Duration, into received: inout [UInt8]) -> Bool {
        var interest = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        let (seconds, attoseconds) = pause.components
        guard poll(&interest, 1, Int32(seconds * 1000 + attoseconds / 1_000_000_000_000_000)) > 0 else { return true }
        var chunk = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &chunk, chunk.count, 0)
        guard count > 0 else { return false }
        received += chunk[..<count]
        return true
    }

    private func connected() -> Int32? {
        switch address {
        case .tcp(let port):
            var target = sockaddr_in()
            target.sin_family = sa_family_t(AF_INET)
            target.sin_port = in_port_t(port).bigEndian
            target.sin_addr.s_addr = inet_addr("127.0.0.1")
            return connect(AF_INET, &target, MemoryLayout<sockaddr_in>.size)
        case .unix(let path):
            var target = sockaddr_un()
            target.sun_family = sa_family_t(AF_UNIX)
            withUnsafeMutableBytes(of: &target.sun_path) { $0.copyBytes(from: path.utf8) }
            return connect(AF_UNIX, &target, MemoryLayout<sockaddr_un>.size)
        }
    }

    private func connect(_ family: Int32, _ target: UnsafeRawPointer, _ size: Int) -> Int32? {
        let descriptor = socket(family, Int32(SOCK_STREAM.rawValue), 0)
        if Glibc.connect(descriptor, target.assumingMemoryBound(to: sockaddr.self), socklen_t(size)) == 0 {
            return descriptor
        }
        close(descriptor)
        return nil
    }

    static func parse(_ text: String) -> Answer? {
        guard let end = text.range(of: "\r\n\r\n") else { return nil }
        let lines = text[..<end.lowerBound].components(separatedBy: "\r\n")
        guard let status = lines.first?.split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else { return nil }
        let headers = lines.dropFirst().compactMap { line -> (String, String)? in
            guard let colon = line.firstIndex(of: ":") else { return nil }
            return (
                line[..<colon].lowercased(), line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
            )
        }
        return Answer(
            status: status, headers: Dictionary(headers) { first, _ in first }, body: String(text[end.upperBound...]))
    }
}
