// SPDX-License-Identifier: Apache-2.0

import RelinkModel

extension Scenario {
    /// The keys that a scenario has and a configuration has not.
    private static let keys = ["start", "until", "many", "steps", "expect"]

    /// Reads a scenario: the keys of a configuration, and `start`, `until`, `many`, `steps` and `expect`.
    ///
    /// - Parameters:
    ///   - path: as the operator wrote it; problems repeat it.
    ///   - environment: the variables that `${NAME}` stands for.
    ///   - files: everything read from disk goes through it.
    package static func load(
        path: String, environment: [String: String], files: FileAccess = .disk
    ) -> Loaded {
        let reading = Reading(files: files, environment: environment)
        guard let (own, configurationText) = split(path, reading) else {
            return Loaded(
                scenario: nil, problems: reading.sortedProblems(mainFile: path), isConfigurationWrong: false)
        }
        // The configuration's own reader sees blank lines where the scenario's keys stand, so that places stay right.
        let loaded = Configuration.load(
            path: path, environment: environment,
            files: FileAccess(
                read: { other throws(FileAccess.Failure) in
                    other == path ? configurationText : try files.read(other)
                }, list: files.list))
        let errors = loaded.problems.filter { $0.severity == .error }
        guard let configuration = loaded.configuration, errors.isEmpty else {
            return Loaded(
                scenario: nil, problems: reading.sortedProblems(mainFile: path) + errors,
                isConfigurationWrong: !reading.hasErrors)
        }
        let scenario = read(own, configuration, reading)
        return Loaded(
            scenario: reading.hasErrors ? nil : scenario, problems: reading.sortedProblems(mainFile: path),
            isConfigurationWrong: false)
    }

    private static func split(_ path: String, _ reading: Reading) -> (own: ScenarioMap, text: String)? {
        let top = Place(file: path, line: 1, column: 1)
        do throws(FileAccess.Failure) {
            let text = try reading.files.read(path)
            do throws(YAMLText.Flaw) {
                let root = try YAMLText.parse(text, file: path)
                guard case .mapping(let entries) = root.content else {
                    reading.error("a scenario is a map of keys, not \(root.shape)", at: root.place)
                    return nil
                }
                let own = YAMLNode(content: .mapping(entries.filter { keys.contains($0.key) }), place: root.place)
                return ScenarioMap(own, keys: keys, reading: reading).map { ($0, blanked(text, entries)) }
            } catch {
                reading.error(error.message, at: error.place)
            }
        } catch {
            reading.error("the file \(Shown.text(path)) \(error)", at: top)
        }
        return nil
    }

    /// The text without the lines of the scenario's own keys, every other line where it was.
    private static func blanked(_ text: String, _ entries: [YAMLNode.Entry]) -> String {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        for (index, entry) in entries.enumerated() where keys.contains(entry.key) {
            let end = index + 1 < entries.count ? entries[index + 1].place.line - 1 : lines.count
            for line in (entry.place.line - 1)..<max(end, entry.place.line - 1) { lines[line] = "" }
        }
        return lines.joined(separator: "\n")
    }

    private static func read(_ own: ScenarioMap, _ configuration: Configuration, _ reading: Reading) -> Scenario? {
        guard let startText = own.text("start"), let untilText = own.text("until") else {
            own.missing(own.has("start") ? "until" : "start")
            return nil
        }
        guard let start = ScenarioClock.instant(startText.value) else {
            reading.error("`start` must be an instant such as 2026-10-25T00:50:00+01:00", at: startText.place)
            return nil
        }
        let clock = ScenarioClock(start: start)
        let plans = ScenarioCrowd(nodes: own.items("many"), reading: reading).joined(configuration.gateways.map(\.plan))
        let cast = ScenarioCast(plans: plans, channels: configuration.channels.map(\.plan.id), reading: reading)
        let contacts = plans.flatMap(\.contacts).map { "\($0.recipient)" }
        let expectations = ScenarioExpectations(
            cast: cast, clock: clock, recipients: cast.channels.map(\.rawValue) + contacts)
        guard let length = clock.offset(untilText, reading) else { return nil }
        return Scenario(
            configuration: configuration, plans: plans, start: start, length: length,
            steps: ScenarioSteps(cast: cast, clock: clock).steps(own.items("steps")),
            expectations: expectations.expectations(own.items("expect")))
    }
}
