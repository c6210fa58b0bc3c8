// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import ConfigurationFile

struct FileAccessDiskTests {
    private func withFile(_ bytes: [UInt8], mode: Int = 0o600, _ body: (String) throws -> Void) throws {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try Data(bytes).write(to: url)
        defer { try? FileManager.default.removeItem(at: url) }
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: url.path)
        try body(url.path)
    }

    @Test(arguments: [[], Array("a: é\n".utf8), Array(repeating: UInt8(ascii: "#"), count: FileAccess.sizeLimitBytes)])
    func readsText(bytes: [UInt8]) throws {
        try withFile(bytes) { path in
            let text = try FileAccess.disk.read(path)
            #expect(Array(text.utf8) == bytes)
        }
    }

    @Test func refusesWhatItCannotUse() throws {
        try withFile([0xFF, 0xFE]) { path in
            #expect(throws: FileAccess.Failure.notUTF8) { try FileAccess.disk.read(path) }
        }
        try withFile(Array(repeating: 0x23, count: FileAccess.sizeLimitBytes + 1)) { path in
            #expect(throws: FileAccess.Failure.tooLarge) { try FileAccess.disk.read(path) }
        }
        let directory = ConfigurationFixture.directory.path
        #expect(throws: FileAccess.Failure.missing) { try FileAccess.disk.read(directory + "/nothing.yaml") }
        #expect(throws: FileAccess.Failure.unreadable) { try FileAccess.disk.read(directory) }
    }

    @Test(arguments: [(0o600, false), (0o640, true), (0o604, true), (0o400, false)])
    func knowsWhoMayRead(mode: Int, isOpen: Bool) throws {
        try withFile([], mode: mode) { #expect(FileAccess.disk.isOpenToOthers($0) == isOpen) }
    }

    @Test func listsDirectoriesOnly() {
        let directory = ConfigurationFixture.directory.path
        #expect(FileAccess.disk.list(directory)?.contains("Broken") == true)
        #expect(FileAccess.disk.list(directory + "/nothing") == nil)
    }

    @Test(arguments: [
        ("a.yaml", "config.yaml", "a.yaml"), ("a.yaml", "/etc/relink/config.yaml", "/etc/relink/a.yaml"),
        ("/a.yaml", "/etc/relink/config.yaml", "/a.yaml"), ("../a", "x/config.yaml", "x/../a"),
    ])
    func resolvesPaths(path: String, file: String, expected: String) {
        #expect(FileAccess.resolve(path, besides: file) == expected)
    }

    @Test(arguments: [
        ("./a/./b", "a/b"), ("a/../b", "b"), ("../a", "../a"), ("../../a", "../../a"), ("/a//b/../c", "/a/c"),
        ("a", "a"),
    ])
    func shortensPaths(path: String, expected: String) {
        #expect(FileAccess.shortest(path) == expected)
    }
}
