// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// An independent reader of QR codes: zbarimg of Debian's zbar-tools.
enum BarcodeReader {
    /// What is in the picture, a PNG or a PBM; a code that cannot be read gives an empty text.
    static func read(_ image: [UInt8]) throws -> String {
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).image")
        try Data(image).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }

        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["zbarimg", "-q", "--raw", file.path]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let text = try #require(try output.fileHandleForReading.readToEnd().map { String(decoding: $0, as: UTF8.self) })
        process.waitUntilExit()
        return text.hasSuffix("\n") ? String(text.dropLast()) : text
    }
}
