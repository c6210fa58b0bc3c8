// SPDX-License-Identifier: Apache-2.0

import Foundation
import RelinkTesting

/// A multipart/form-data body as a service reads it (RFC 7578).
struct MultipartForm {
    struct Part {
        let fileName: String?
        let contentType: String?
        let bytes: [UInt8]
        var text: String { String(decoding: bytes, as: UTF8.self) }
    }

    let parts: [String: Part]

    subscript(name: String) -> String? { parts[name]?.text }

    /// Nil when the request is no form, or a malformed one.
    init?(_ request: LoopbackServer.Request) {
        let text = request.text
        guard let marker = text.range(of: "multipart/form-data; boundary=") else { return nil }
        let boundary = text[marker.upperBound...].prefix { !$0.isNewline }
        var parts: [String: Part] = [:]
        for piece in Self.split(request.body, by: Array("--\(boundary)".utf8)).dropFirst() {
            if piece.starts(with: "--".utf8) { break }
            guard let end = piece.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
            let lines = String(decoding: piece[..<end.lowerBound], as: UTF8.self)
            guard let name = Self.attribute("name", in: lines) else { return nil }
            let type = lines.range(of: "Content-Type: ").map {
                String(lines[$0.upperBound...].prefix { !$0.isNewline })
            }
            parts[name] = Part(
                fileName: Self.attribute("filename", in: lines), contentType: type,
                bytes: Array(piece[end.upperBound...].dropLast(2)))
        }
        self.parts = parts
    }

    private static func attribute(_ name: String, in lines: String) -> String? {
        lines.range(of: " \(name)=\"").map { String(lines[$0.upperBound...].prefix { $0 != "\"" }) }
    }

    private static func split(_ bytes: [UInt8], by separator: [UInt8]) -> [ArraySlice<UInt8>] {
        bytes.ranges(of: separator).reduce(into: (pieces: [ArraySlice<UInt8>](), start: 0)) { state, range in
            state.pieces.append(bytes[state.start..<range.lowerBound])
            state.start = range.upperBound
        }.pieces + [bytes[(bytes.ranges(of: separator).last?.upperBound ?? 0)...]]
    }
}
