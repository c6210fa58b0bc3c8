// SPDX-License-Identifier: Apache-2.0

import ConfigurationFile
import HTTPTransfer
import JSONText
import RelinkModel

/// Asks the running daemon over its control socket.
struct ControlClient {
    /// Ten thousand sessions are 5 MiB of JSON; what its own daemon says is believed.
    private static let limits = TransferLimits(connect: .seconds(2), total: .seconds(40), responseBytes: 256 << 20)
    private static let reading = JSONLimits(bytes: limits.responseBytes, depth: JSONLimits.default.depth)

    private let socket: String
    private let client: TransferClient

    init(_ configuration: Configuration) {
        socket = ControlSocket.path(configuration)
        client = TransferClient(name: "relink-control", maxConnections: 1, userAgent: Wiring.userAgent)
    }

    /// What the daemon answers, and with which status; nil when no daemon runs, or none that answers in time.
    func get(_ path: String) async -> (status: Int, body: JSONValue)? { await send("GET", path) }

    /// The same for something that changes what it does.
    func post(_ path: String) async -> (status: Int, body: JSONValue)? { await send("POST", path) }

    /// The same with any method and a body.
    func send(_ method: String, _ path: String, body: JSONValue? = nil) async -> (status: Int, body: JSONValue)? {
        let request = HTTPRequest(
            method: method, url: "http://localhost\(path)", body: body.map { JSONText.serializeBytes($0) },
            limits: Self.limits, unixSocketPath: socket)
        do {
            let response = try await client.perform(request)
            return (response.status, try JSONText.parse(response.body, limits: Self.reading))
        } catch {
            return nil
        }
    }

    /// A path whose parts may hold anything.
    static func path(_ parts: String...) -> String {
        parts.map { "/" + $0.utf8.map(encoded).joined() }.joined()
    }

    private static func encoded(_ byte: UInt8) -> String {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
            String(Unicode.Scalar(byte))
        default:
            "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }
    }
}
