// SPDX-License-Identifier: Apache-2.0

import ConfigurationFile
import Foundation
import Testing

@testable import RelinkCommands

struct ConfigurationChangesTests {
    private static let before = """
        gateways:
          - { id: main, kind: wwebjs, url: "http://127.0.0.1:3000", api_key: "${KEY}", sessions: [a, b] }
          - { id: old, kind: wwebjs, url: "http://127.0.0.1:3001", api_key: "${KEY}", sessions: [x] }
        channels:
          - { id: hook, kind: webhook, url: "${HOOK}" }
        """

    private static let after = """
        timezone: Europe/Lisbon
        gateways:
          - { id: main, kind: wwebjs, url: "http://127.0.0.1:3000", api_key: "${KEY}", sessions: [{ name: a, title: A }, c] }
        channels:
          - { id: hook, kind: webhook, url: "${HOOK}" }
          - { id: feed, kind: webhook, url: "${HOOK}", events: transitions }
        contacts: [{ id: ana, channel: hook, attended: "09:00-19:00" }]
        default_route: { notify: [ana, hook] }
        maintenance: [{ during: "Sun 03:00-03:30" }]
        """

    private func configuration(_ text: String, hook: String) throws -> Configuration {
        let path = NSTemporaryDirectory() + "relink-changes-\(UUID().uuidString).yaml"
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(atPath: path) }
        let loaded = Configuration.load(path: path, environment: ["KEY": "change-me", "HOOK": hook])
        return try #require(loaded.configuration, "\(loaded.problems)")
    }

    @Test func everythingThatIsDifferentIsNamedAndNoSecretIs() throws {
        let old = try configuration(Self.before, hook: "http://127.0.0.1:9/first")
        let new = try configuration(Self.after, hook: "http://127.0.0.1:9/second")
        let lines = ConfigurationChanges(from: old, to: new).lines
        #expect(
            lines == [
                "timezone UTC → Europe/Lisbon", "- gateway old", "~ gateway main", "- session main/b",
                "+ session main/c", "~ session main/a", "+ channel feed", "~ channel hook", "+ contact ana",
                "calendars changed", "routes changed", "maintenance changed",
            ])
    }

    @Test func theSameFileIsNoChange() throws {
        let configuration = try configuration(Self.before, hook: "http://127.0.0.1:9/first")
        #expect(ConfigurationChanges(from: configuration, to: configuration).lines == [])
    }
}
