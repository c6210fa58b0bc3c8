// SPDX-License-Identifier: Apache-2.0

import Foundation

/// One recorded exchange with a real gateway, out of `Tests/GatewaysTests/Recordings`.
struct Recording {
    let method: String
    let target: String
    let key: String?
    let status: Int
    let contentType: String
    let body: String

    /// Reads the exchange of that name.
    init(_ gateway: String, _ name: String) throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("GatewaysTests/Recordings/\(gateway)")
        let request = try Self.read(folder.appendingPathComponent("\(name).request.http"))
        let response = try Self.read(folder.appendingPathComponent("\(name).response.http"))
        let line = request.head.first?.split(separator: " ") ?? []
        method = line.first.map(String.init) ?? ""
        target = line.dropFirst().first.map(String.init) ?? ""
        key = Self.value(of: "x-api-key", in: request.head)
        status = response.head.first.flatMap { Int($0.split(separator: " ")[1]) } ?? 0
        contentType = Self.value(of: "content-type", in: response.head) ?? ""
        body = response.body
    }

    private static func read(_ file: URL) throws -> (head: [String], body: String) {
        let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
        let parts = text.components(separatedBy: "\r\n\r\n")
        return (parts[0].components(separatedBy: "\r\n"), parts.dropFirst().joined(separator: "\r\n\r\n"))
    }

    private static func value(of field: String, in head: [String]) -> String? {
        head.first { $0.lowercased().hasPrefix(field + ":") }
            .map { $0.dropFirst(field.count + 1).trimmingCharacters(in: .whitespaces) }
    }
}
