// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Foundation
import Glibc
import Synchronization

/// A server on 127.0.0.1 that answers with exactly the bytes a test gives it, right or wrong.
///
/// Each connection has a thread; waits are gates the test opens, never sleeps. Requests are recorded as received.
package final class LoopbackServer: Sendable {
    /// One thing to do on a connection.
    package enum Step: Sendable {
        /// Send these bytes.
        case send([UInt8])
        /// Send these bytes one at a time, each in a segment of its own.
        case drip([UInt8])
        /// Send these bytes again and again until the peer closes.
        case repeatForever([UInt8])
        /// Read whatever comes first, at most 64 KiB, without recording it.
        case readAny
        /// Wait until the gate is open.
        case wait(Gate)
        /// Close the connection in the orderly way.
        case close
        /// Close the connection with a reset.
        case reset

        /// Send this text.
        package static func send(_ text: String) -> Step { .send(Array(text.utf8)) }

        /// Send a whole answer with a length and, unless told otherwise, keep the connection.
        package static func answer(_ status: Int, _ body: String = "", headers: [String] = []) -> Step {
            let lines = ["HTTP/1.1 \(status) Answer", "Content-Length: \(body.utf8.count)"] + headers
            return .send(lines.joined(separator: "\r\n") + "\r\n\r\n" + body)
        }
    }

    /// Something a test opens when it is time; opened once, it stays open.
    package final class Gate: Sendable {
        private let semaphore = DispatchSemaphore(value: 0)

        /// A closed gate.
        package init() {}

        /// Lets everyone through, now and later.
        package func open() { semaphore.signal() }

        /// Blocks the thread until the gate is open.
        package func pass() {
            semaphore.wait()
            semaphore.signal()
        }
    }

    /// A request as it was received.
    package struct Request: Sendable {
        /// The number of its connection, counted from 0.
        package let connection: Int
        /// Its number on the connection, counted from 0.
        package let index: Int
        /// Request line, headers and body.
        package let bytes: [UInt8]

        /// The bytes as text.
        package var text: String { String(decoding: bytes, as: UTF8.self) }
        /// The target of the request line, or an empty text.
        package var path: String { text.split(separator: " ", maxSplits: 2).dropFirst().first.map(String.init) ?? "" }
        /// What follows the empty line.
        package var body: [UInt8] { LoopbackServer.headEnd(in: bytes).map { Array(bytes[$0...]) } ?? [] }
    }

    /// Why no server could be set up.
    package struct SetUpError: Error {
        /// The call that failed.
        package let call: String
        /// Its errno.
        package let code: Int32
    }

    private struct State {
        var requests: [Request] = []
        var connectionCount = 0
        var open: Set<Int32> = []
        var isStopped = false
        var waiters: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []
    }

    /// The TCP port, 0 for a server on a Unix socket.
    package let port: Int
    private let listener: Int32
    private let greeting: [Step]
    private let answer: @Sendable (Request) -> [Step]
    private let state = Mutex(State())

    /// Starts a server.
    ///
    /// - Parameters:
    ///   - unixPath: a path for a Unix socket in place of a TCP port.
    ///   - greeting: what to do on a new connection before the first request.
    ///   - answer: what to do after a request; the connection is then kept for the next one.
    package init(
        unixPath: String? = nil, greeting: [Step] = [], answer: @escaping @Sendable (Request) -> [Step]
    ) throws(SetUpError) {
        self.greeting = greeting
        self.answer = answer
        (listener, port) = try Self.listen(unixPath: unixPath)
        Thread.detachNewThread { [self] in acceptLoop() }
    }

    /// Starts a server that gives every request the same answer.
    package convenience init(_ steps: Step...) throws(SetUpError) {
        try self.init { _ in steps }
    }

    /// The address to put a path after.
    package var url: String { "http://127.0.0.1:\(port)" }

    /// All requests so far, in the order their last byte arrived.
    package var requests: [Request] { state.withLock { $0.requests } }

    /// How many connections were accepted so far.
    package var connectionCount: Int { state.withLock { $0.connectionCount } }

    /// Waits until this many requests have arrived.
    package func waitForRequests(_ count: Int) async {
        await withCheckedContinuation { continuation in
            let isThere = state.withLock { state in
                guard state.requests.count < count else { return true }
                state.waiters.append((count, continuation))
                return false
            }
            if isThere { continuation.resume() }
        }
    }

    /// Removes the file of a Unix socket.
    package static func remove(_ path: String) { unlink(path) }

    /// Closes the listener and every connection.
    package func stop() {
        state.withLock { state in
            guard !state.isStopped else { return }
            state.isStopped = true
            shutdown(listener, Int32(SHUT_RDWR))
            for socket in state.open { shutdown(socket, Int32(SHUT_RDWR)) }
        }
    }

    // MARK: - Connections

    private func acceptLoop() {
        while true {
            let socket = accept(listener, nil, nil)
            guard socket >= 0 else { break }
            let number: Int? = state.withLock { state in
                guard !state.isStopped else { return nil }
                state.open.insert(socket)
                defer { state.connectionCount += 1 }
                return state.connectionCount
            }
            guard let number else {
                close(socket)
                break
            }
            var on: Int32 = 1
            setsockopt(socket, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
            Thread.detachNewThread { [self] in
                serve(socket, number)
                state.withLock { state in
                    state.open.remove(socket)
                    _ = close(socket)
                }
            }
        }
        close(listener)
    }

    private func serve(_ socket: Int32, _ connection: Int) {
        guard perform(greeting, on: socket) else { return }
        var buffer: [UInt8] = []
        var index = 0
        while let bytes = readRequest(socket, &buffer) {
            let request = Request(connection: connection, index: index, bytes: bytes)
            index += 1
            let steps = answer(request)
            record(request)
            guard perform(steps, on: socket) else { return }
        }
    }

    private func record(_ request: Request) {
        let ready = state.withLock { state in
            state.requests.append(request)
            let count = state.requests.count
            defer { state.waiters.removeAll { $0.count <= count } }
            return state.waiters.filter { $0.count <= count }
        }
        for waiter in ready { waiter.continuation.resume() }
    }

    /// False when the connection is over.
    private func perform(_ steps: [Step], on socket: Int32) -> Bool {
        for step in steps {
            switch step {
            case .send(let bytes): if !write(bytes[...], to: socket) { return false }
            case .drip(let bytes): for byte in bytes where !write([byte], to: socket) { return false }
            case .repeatForever(let bytes): while write(bytes[...], to: socket) {}
            case .readAny: if read(socket).isEmpty { return false }
            case .wait(let gate): gate.pass()
            case .close: return false
            case .reset:
                var linger = linger(l_onoff: 1, l_linger: 0)
                setsockopt(socket, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout.size(ofValue: linger)))
                return false
            }
        }
        return true
    }

    // MARK: - Bytes

    private func write(_ bytes: ArraySlice<UInt8>, to socket: Int32) -> Bool {
        var rest = bytes
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    private func read(_ socket: Int32) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 64 << 10) { buffer, count in
            count = max(0, recv(socket, buffer.baseAddress, buffer.count, 0))
        }
    }

    /// The next request with its body, or nil when the peer has closed. What follows it stays in the buffer.
    private func readRequest(_ socket: Int32, _ buffer: inout [UInt8]) -> [UInt8]? {
        while true {
            if let end = Self.requestEnd(in: buffer) {
                defer { buffer.removeFirst(end) }
                return Array(buffer[..<end])
            }
            let more = read(socket)
            guard !more.isEmpty else { return nil }
            buffer += more
        }
    }

    private static func requestEnd(in bytes: [UInt8]) -> Int? {
        guard let headEnd = headEnd(in: bytes) else { return nil }
        let head = String(decoding: bytes[..<headEnd], as: UTF8.self).lowercased()
        if head.contains("transfer-encoding: chunked") {
            let mark = Array("0\r\n\r\n".utf8)
            return bytes.suffix(mark.count) == mark[...] ? bytes.count : nil
        }
        let line = head.split(separator: "\r\n").first { $0.hasPrefix("content-length:") }
        let length = line.flatMap { Int($0.dropFirst(15).filter(\.isNumber)) } ?? 0
        return bytes.count >= headEnd + length ? headEnd + length : nil
    }

    private static func headEnd(in bytes: [UInt8]) -> Int? {
        bytes.firstRange(of: Array("\r\n\r\n".utf8))?.upperBound
    }

    // MARK: - Listening

    private static func listen(unixPath: String?) throws(SetUpError) -> (Int32, Int) {
        let family = unixPath == nil ? AF_INET : AF_UNIX
        let listener = socket(family, Int32(SOCK_STREAM.rawValue), 0)
        guard listener >= 0 else { throw SetUpError(call: "socket", code: errno) }
        let status = unixPath.map { bindUnix(listener, $0) } ?? bindLoopback(listener)
        guard status == 0 else { throw SetUpError(call: "bind", code: errno) }
        guard Glibc.listen(listener, 1024) == 0 else { throw SetUpError(call: "listen", code: errno) }
        guard unixPath == nil else { return (listener, 0) }
        var address = sockaddr_in()
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let named = withUnsafeMutableBytes(of: &address) {
            getsockname(listener, $0.assumingMemoryBound(to: sockaddr.self).baseAddress, &length)
        }
        guard named == 0 else { throw SetUpError(call: "getsockname", code: errno) }
        return (listener, Int(UInt16(bigEndian: address.sin_port)))
    }

    private static func bindLoopback(_ listener: Int32) -> Int32 {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr = in_addr(s_addr: UInt32(0x7F00_0001).bigEndian)
        return withUnsafeBytes(of: &address) {
            bind(listener, $0.assumingMemoryBound(to: sockaddr.self).baseAddress, socklen_t($0.count))
        }
    }

    private static func bindUnix(_ listener: Int32, _ path: String) -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix($0.count - 1)) }
        return withUnsafeBytes(of: &address) {
            bind(listener, $0.assumingMemoryBound(to: sockaddr.self).baseAddress, socklen_t($0.count))
        }
    }
}
