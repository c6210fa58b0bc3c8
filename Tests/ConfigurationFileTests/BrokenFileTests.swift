// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import ConfigurationFile

/// Each file in `Broken/` breaks the rule that it is named after; its leading comments `#! line:col: message` are what
/// must be found in it, and nothing else.
struct BrokenFileTests {
    private static let folder = ConfigurationFixture.directory.appendingPathComponent("Broken")
    private static let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()

    @Test func thereAreFiles() {
        #expect(Self.names.count >= 40)
    }

    @Test(arguments: names)
    func findsExactlyTheProblemsThatTheFileAnnounces(name: String) throws {
        let text = try FileAccess.disk.read(Self.folder.appendingPathComponent(name).path)
        let expected = text.split(separator: "\n").filter { $0.hasPrefix("#! ") }.map { String($0.dropFirst(3)) }
        try #require(!expected.isEmpty)
        let loaded = ConfigurationFixture.load(text, environment: ["EMPTY": "", "SECRET": "canary-3f9a"])
        let found = loaded.problems.map { String($0.description.dropFirst("config.yaml:".count)) }
        #expect(found == expected)
        #expect((loaded.configuration == nil) == loaded.problems.contains { $0.severity == .error })
    }
}
