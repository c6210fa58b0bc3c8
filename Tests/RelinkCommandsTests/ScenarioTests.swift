// SPDX-License-Identifier: Apache-2.0

import ConfigurationFile
import Foundation
import Testing

@testable import RelinkCommands

/// Every scenario in `Scenarios/` is told as it expects itself.
struct ScenarioTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Scenarios")

    private static let files = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()

    @Test func thereAreScenarios() { #expect(Self.files.count >= 12) }

    @Test(arguments: files) func aScenarioIsToldAsItExpects(file: String) throws {
        let rehearsal = try SimulateCommand.load(Self.folder.appending(path: file).path, environment: [:])
        #expect(!rehearsal.scenario.expectations.isEmpty)
        #expect(rehearsal.failures(rehearsal.play()) == [])
    }
}
