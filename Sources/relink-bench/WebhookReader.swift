// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Reads the requests of one kept connection: as much of HTTP/1.1 as libcurl speaks to a webhook.
struct WebhookReader {
    private static let headEnd = Array("\r\n\r\n".utf8)

    private let socket: Int32
    private var buffer: [UInt8] = []
    private var piece = [UInt8](repeating: 0, count: 16_384)

    init(socket: Int32) { self.socket = socket }

    /// The next request's `webhook-id` and body; nil once the peer is gone.
    mutating func next() -> (id: String, body: [UInt8])? {
        var head: (text: Substring, end: Int)?
        while head == nil {
            head = Self.head(in: buffer)
            guard head != nil || fill() else { return nil }
        }
        guard let head, let length = Int(Self.value(of: "content-length", in: head.text) ?? "0") else { return nil }
        while buffer.count < head.end + length {
            guard fill() else { return nil }
        }
        let body = Array(buffer[head.end..<head.end + length])
        buffer.removeFirst(head.end + length)
        return (Self.value(of: "webhook-id", in: head.text) ?? "", body)
    }

    private mutating func fill() -> Bool {
        let count = recv(socket, &piece, piece.count, 0)
        guard count > 0 else { return false }
        buffer += piece[..<count]
        return true
    }

    private static func head(in bytes: [UInt8]) -> (text: Substring, end: Int)? {
        guard bytes.count >= 4 else { return nil }
        for start in 0...bytes.count - 4 where bytes[start] == 13 && bytes[start..<start + 4].elementsEqual(headEnd) {
            return (Substring(decoding: bytes[..<start], as: UTF8.self), start + 4)
        }
        return nil
    }

    private static func value(of name: String, in head: Substring) -> String? {
        for line in head.split(separator: "\r\n") {
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2, parts[0].lowercased() == name else { continue }
            return String(parts[1].drop { $0 == " " })
        }
        return nil
    }
}
