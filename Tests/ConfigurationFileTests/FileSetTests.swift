// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import Testing

@testable import ConfigurationFile

struct FileSetTests {
    private static let second = """
        gateways:
          - { id: second, kind: wwebjs, url: "http://127.0.0.1:3001", api_key: "${KEY:-k}", sessions: [b] }
        """

    private func load(_ files: [String: String]) -> Configuration.Loaded {
        ConfigurationFixture.load(all: files)
    }

    @Test func listsAreJoinedInTheOrderOfNames() throws {
        let loaded = load([
            "config.yaml": ConfigurationFixture.minimal + "include: [\"conf.d/*.yaml\"]\n",
            "conf.d/b.yaml": "channels: [{ id: late, kind: webhook, url: \"http://127.0.0.1/x\" }]\n",
            "conf.d/a.yaml": Self.second, "conf.d/.hidden.yaml": "nonsense: 1", "conf.d/c.txt": "nonsense: 1",
        ])
        let configuration = try #require(loaded.configuration, "\(loaded.problems)")
        #expect(configuration.gateways.map(\.plan.id) == ["main", "second"])
        #expect(configuration.channels.map(\.plan.id) == ["hook", "late"])
        #expect(configuration.gateways.last?.plan.channels.count == 2)
    }

    @Test func aPatternWithoutAMatchIsQuiet() {
        let loaded = load(["config.yaml": ConfigurationFixture.minimal + "include: [\"conf.d/*.yaml\"]\n"])
        #expect(loaded.problems == [])
    }

    @Test func pathsAreRelativeToTheirFile() throws {
        let loaded = load([
            "config.yaml": ConfigurationFixture.minimal + "include: [sub/a.yaml]\n",
            "sub/a.yaml": "include: [b.yaml]\n", "sub/b.yaml": Self.second,
        ])
        let configuration = try #require(loaded.configuration, "\(loaded.problems)")
        #expect(configuration.gateways.count == 2)
    }

    @Test func cyclesAndRepetitionsAreRefused() {
        let cycle = load([
            "config.yaml": ConfigurationFixture.minimal + "include: [a.yaml]\n", "a.yaml": "include: [config.yaml]\n",
        ])
        #expect(
            cycle.problems.map(\.description) == [
                "a.yaml:1:11: config.yaml includes itself; take it out of `include`"
            ])
        let twice = load([
            "config.yaml": ConfigurationFixture.minimal + "include: [a.yaml, a.yaml]\n", "a.yaml": Self.second,
        ])
        #expect(twice.problems.map(\.description) == ["config.yaml:5:19: a.yaml is included twice; keep one"])
    }

    @Test func detoursDoNotHideACycle() {
        let loaded = load(["config.yaml": ConfigurationFixture.minimal + "include: [./sub/../config.yaml]\n"])
        #expect(
            loaded.problems.map(\.message) == ["./sub/../config.yaml includes itself; take it out of `include`"])
    }

    @Test func onlyListsMayBeIncluded() {
        let loaded = load([
            "config.yaml": ConfigurationFixture.minimal + "include: [a.yaml]\n",
            "a.yaml": "timezone: UTC\nnonsense: 1\n",
        ])
        #expect(
            loaded.problems.map(\.description) == [
                "a.yaml:1:11: `timezone` belongs into the main file; included ones add to lists",
                "a.yaml:2:1: unknown key `nonsense`; the keys here are timezone, templates_dir, server, store, heartbeat, "
                    + "actions, include, gateways, channels, contacts, calendars, routes, default_route, maintenance, policy",
            ])
    }

    @Test func duplicatesAcrossFilesAreFound() {
        let loaded = load([
            "config.yaml": ConfigurationFixture.minimal + "include: [a.yaml]\n",
            "a.yaml": Self.second.replacingSecond(),
        ])
        #expect(
            loaded.problems.map(\.description) == [
                "a.yaml:2:11: the gateway `main` exists twice; the other is at config.yaml:2"
            ])
    }

    @Test func aMissingMainFileIsAProblemOfItsOwn() {
        #expect(load([:]).problems.map(\.description) == ["config.yaml:1:1: the file config.yaml does not exist"])
    }
}

extension String {
    fileprivate func replacingSecond() -> String { split(separator: "second").joined(separator: "main") }
}
