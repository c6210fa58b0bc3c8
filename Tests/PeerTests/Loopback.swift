// SPDX-License-Identifier: Apache-2.0

import Foundation
import HTTPTransfer
import JSONText

/// HTTP to programs on this machine.
enum Loopback {
    private static let client = TransferClient(name: "peers", maxConnections: 16, userAgent: "peers", guard: nil)

    /// Ten thousand sessions are some MiB of JSON.
    private static let limits = TransferLimits(responseBytes: 64 << 20)

    /// A GET, or with a body a POST. Each on a connection of its own: those programs come and go.
    ///
    /// - Parameter socket: a socket file to connect to, in place of what the URL says.
    static func ask(
        _ url: String, key: String? = nil, body: JSONValue? = nil, socket: String? = nil
    ) async throws -> HTTPResponse {
        try await client.perform(
            HTTPRequest(
                method: body == nil ? "GET" : "POST", url: url,
                headers: key.map { [HTTPHeader("x-api-key", $0)] } ?? [],
                body: body.map { JSONText.serializeBytes($0) }, limits: limits, connection: .fresh,
                unixSocketPath: socket))
    }

    /// A port that nobody listens on.
    static func freePort() throws -> Int {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let failed = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                bind(descriptor, generic, length) != 0 || getsockname(descriptor, generic, &length) != 0
            }
        }
        guard !failed else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EADDRNOTAVAIL) }
        return Int(UInt16(bigEndian: address.sin_port))
    }
}

extension HTTPResponse {
    /// The body as text.
    var text: String { String(decoding: body, as: UTF8.self) }
    /// The body as JSON.
    var json: JSONValue { get throws { try JSONText.parse(body, limits: JSONLimits(bytes: 64 << 20, depth: 32)) } }
}
