// SPDX-License-Identifier: Apache-2.0

import RelinkModel

extension Configuration {
    /// What came of reading a configuration.
    package struct Loaded: Sendable {
        /// The configuration; nil when there are errors.
        package let configuration: Configuration?
        /// What could be read of it in spite of errors, to look for further ones; nil when nothing could.
        package let draft: Configuration?
        /// All problems, the main file's first, by line and column.
        package let problems: [ConfigurationProblem]
    }

    /// Reads the file at `path` and those that it includes, and finds all their problems at once.
    ///
    /// - Parameters:
    ///   - path: as the operator wrote it; problems repeat it.
    ///   - environment: the variables that `${NAME}` stands for.
    ///   - files: everything read from disk goes through it.
    package static func load(
        path: String, environment: [String: String], files: FileAccess = .disk
    ) -> Loaded {
        let reading = Reading(files: files, environment: environment)
        let configuration = read(path, reading)
        for (file, place) in reading.literalSecrets where files.isOpenToOthers(file) {
            let advice = "chmod 600 the file, or write ${NAME} or ${file:/path}"
            reading.warning(
                "a secret stands in this file, and others on this machine can read it; \(advice)", at: place)
        }
        return Loaded(
            configuration: reading.hasErrors ? nil : configuration, draft: configuration,
            problems: reading.sortedProblems(mainFile: path))
    }

    private static func read(_ path: String, _ reading: Reading) -> Configuration? {
        let fileSet = FileSet(path: path, reading: reading)
        guard let main = fileSet.main else { return nil }
        let policy = main.policy(over: WatchPolicy())
        let mayAct = main.word("actions", as: ActionsWord.self) != .observe
        let timezone = main.timezone()
        let calendars = CalendarDecoding(main)
        let gateways = gateways(fileSet, main, policy, reading)
        let (names, channels) = channels(fileSet, main, calendars, reading)
        let contacts = contacts(fileSet, channelNames: names, channels: channels.map(\.plan), calendars, reading)
        let routes = RouteDecoding(
            reading: reading, gateways: gateways, channels: names, channelPlans: channels.map(\.plan),
            contacts: contacts.names, contactPlans: contacts.settings.map(\.plan)
        ).table(fileSet)
        let maintenance = fileSet.all.flatMap { $0.items("maintenance") }.compactMap {
            reading.maintenance($0, gateways: gateways.map(\.id.rawValue), calendars: calendars)
        }
        return Configuration(
            timezone: timezone, templatesDirectory: main.templatesDirectory(),
            server: main.server(gateways: gateways.map(\.id)), store: main.store(),
            heartbeat: main.heartbeat(), mayAct: mayAct,
            gateways: gateways.map {
                $0.settings(
                    channels: channels.map(\.plan), contacts: contacts.settings.map(\.plan), routes: routes,
                    maintenance: maintenance, mayAct: mayAct)
            },
            channels: channels, contacts: contacts.settings,
            calendars: CalendarBook(calendars.texts, timezone: timezone), maintenance: maintenance, routes: routes)
    }

    private static func gateways(_ files: FileSet, _ main: MapReader, _ policy: WatchPolicy, _ reading: Reading)
        -> [GatewayDecoding]
    {
        let nodes = files.all.flatMap { $0.items("gateways") }
        if files.all.allSatisfy({ $0.lacks("gateways") }) {
            reading.error("`gateways` is missing: say which gateway to watch", at: main.place(of: "gateways"))
        }
        let contacts = reading.contactNames(files.all.flatMap { $0.items("contacts") })
        let gateways = nodes.compactMap { GatewayDecoding($0, over: policy, contacts: contacts, reading: reading) }
        reading.reportDuplicates(gateways.map { ($0.id.rawValue, $0.place) }, called: "gateway")
        return gateways
    }

    private static func channels(
        _ files: FileSet, _ main: MapReader, _ calendars: CalendarDecoding, _ reading: Reading
    ) -> (names: [String], settings: [ChannelSettings]) {
        let nodes = files.all.flatMap { $0.items("channels") }
        let channels = nodes.compactMap { ChannelDecoding($0, calendars: calendars, reading: reading) }
        reading.reportDuplicates(channels.map { ($0.id.value, $0.id.place) }, called: "channel")
        FallbackCheck(channels, reading: reading).report()
        let settings = channels.compactMap(\.settings)
        if settings.isEmpty, !reading.hasErrors {
            reading.warning(
                "no channel is on: outages are only shown on the terminal and in the API",
                at: main.place(of: "channels"))
        }
        return (channels.map(\.id.value), settings)
    }

    private static func contacts(
        _ files: FileSet, channelNames: [String], channels: [ChannelPlan], _ calendars: CalendarDecoding,
        _ reading: Reading
    ) -> (names: [String], settings: [ContactSettings]) {
        let nodes = files.all.flatMap { $0.items("contacts") }
        let contacts = nodes.compactMap {
            ContactDecoding($0, names: channelNames, channels: channels, calendars: calendars, reading: reading)
        }
        reading.reportDuplicates(contacts.map { ($0.id.value, $0.id.place) }, called: "contact")
        return (contacts.map(\.id.value), contacts.compactMap(\.settings))
    }
}

/// The words of `actions:`.
private enum ActionsWord: String, CaseIterable {
    case normal, observe
}

extension Reading {
    fileprivate func reportDuplicates(_ ids: [(id: String, place: Place)], called noun: String) {
        var first: [String: Place] = [:]
        for (id, place) in ids {
            if let other = first[id] {
                let message = "the \(noun) `\(id)` exists twice; the other is at \(other.file):\(other.line)"
                error(message, at: place)
            } else {
                first[id] = place
            }
        }
    }
}
