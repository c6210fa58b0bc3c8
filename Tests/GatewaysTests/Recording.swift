// SPDX-License-Identifier: Apache-2.0

import Foundation

@testable import Gateways

/// One exchange with a real gateway, byte for byte, or one push of it.
struct Recording {
    /// A message as it went over the wire.
    struct Message {
        let bytes: [UInt8]
        let startLine: String
        let headers: [String: String]
        let body: [UInt8]

        /// The path of a request line.
        var path: String { startLine.split(separator: " ").dropFirst().first.map(String.init) ?? "" }
        /// The code of a status line.
        var status: Int { startLine.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0 }
    }

    enum Failure: Error { case malformed(String) }

    /// The folder of a gateway's recordings.
    static func folder(_ gateway: String) -> URL {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Recordings/\(gateway)")
    }

    /// All files of a gateway that end that way, without the ending.
    static func names(_ gateway: String, ending: String) throws -> Set<String> {
        let files = try FileManager.default.contentsOfDirectory(atPath: folder(gateway).path)
        return Set(files.filter { $0.hasSuffix(ending) }.map { String($0.dropLast(ending.count)) })
    }

    /// The list of the exchanges in the order they were recorded.
    static func index(_ gateway: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: folder(gateway).appendingPathComponent("index.json")))
    }

    /// Reads one file.
    static func message(_ gateway: String, _ file: String) throws -> Message {
        let bytes = [UInt8](try Data(contentsOf: folder(gateway).appendingPathComponent(file)))
        guard let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { throw Failure.malformed(file) }
        let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).split(separator: "\r\n")
        guard let startLine = lines.first else { throw Failure.malformed(file) }
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2 else { throw Failure.malformed(file) }
            headers[parts[0].lowercased()] = parts[1].trimmingCharacters(in: .whitespaces)
        }
        var body = Array(bytes[end.upperBound...])
        if headers["transfer-encoding"] == "chunked" { body = try unchunked(body, file) }
        return Message(bytes: bytes, startLine: String(startLine), headers: headers, body: body)
    }

    private static func unchunked(_ bytes: [UInt8], _ file: String) throws -> [UInt8] {
        var body: [UInt8] = []
        var rest = bytes[...]
        while true {
            guard let line = rest.firstRange(of: Array("\r\n".utf8)),
                let count = Int(String(decoding: rest[..<line.lowerBound], as: UTF8.self), radix: 16),
                rest.endIndex >= line.upperBound + count + 2
            else { throw Failure.malformed(file) }
            guard count > 0 else { return body }
            body += rest[line.upperBound..<(line.upperBound + count)]
            rest = rest[(line.upperBound + count + 2)...]
        }
    }
}
