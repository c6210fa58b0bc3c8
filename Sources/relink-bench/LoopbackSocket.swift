// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Listening sockets on 127.0.0.1.
enum LoopbackSocket {
    /// Listens on that port, or with 0 on any free one. The caller closes the socket.
    static func listen(port: Int) throws(BenchError) -> Int32 {
        let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard socket >= 0 else { throw .system(call: "socket", code: errno) }
        var yes: Int32 = 1
        setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
        let isBound = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        guard isBound, Glibc.listen(socket, 1_024) == 0 else {
            defer { close(socket) }
            throw .system(call: "bind", code: errno)
        }
        return socket
    }

    /// The port that a socket is bound to.
    static func port(of socket: Int32) -> Int {
        var address = sockaddr_in()
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        _ = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(socket, $0, &size) }
        }
        return Int(in_port_t(bigEndian: address.sin_port))
    }

    /// A port that was free a moment ago.
    static func freePort() throws(BenchError) -> Int {
        let socket = try listen(port: 0)
        defer { close(socket) }
        return port(of: socket)
    }
}
