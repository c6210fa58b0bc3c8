// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import ConfigurationFile
import JSONText
import RelinkModel
import WatchEngine

/// `relink routes`: who would be told, without anything happening.
struct RoutesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "routes", abstract: "Say who would be told of something.", subcommands: [Test.self])

    struct Test: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "test", abstract: "Say who would be told at once, who later and when, and who would be woken.",
            discussion: """
                Uses the configuration, and `relink on-call` where a watcher runs. Later means: if nobody takes the outage on. Woken are people who are \
                told between 22:00 and 07:00.
                """)

        @OptionGroup var options: ConfigurationOptions
        @Argument(help: "GATEWAY/SESSION, or the session's name where it is unique.") var session: String
        @Argument(help: "scan_qr, failed, stopped, not_found or unreachable.") var state: String
        @Option(help: "When: Sun 03:12, 18:30 or 2026-01-02T03:04:05Z; now when left out.") var at: String?
        @Flag(help: "Print JSON.") var json = false

        func run() async throws {
            let configuration = try options.load()
            let now = SystemTimeSource().now.wall
            let clock = TimeText(timeZone: configuration.timezone, now: now)
            guard let instant = at.map({ clock.instant($0) }) ?? now else {
                throw ValidationError("--at takes Sun 03:12, 18:30 or 2026-01-02T03:04:05Z")
            }
            guard let state = SessionState(rawValue: state), state.isBad else {
                let words = SessionState.allCases.filter(\.isBad).map(\.rawValue).joined(separator: ", ")
                throw ValidationError("\(PrintableText.of(state)) is no state that is told; there are: \(words)")
            }
            let (plan, session) = try find(configuration)
            let tellings = RouteForecast(
                plan: plan, calendars: configuration.calendars.calendars(at: instant),
                reliefs: await Self.reliefs(configuration)
            )
            .tellings(of: SessionCondition(state), at: session, instant)
            let rows = tellings.map { telling in Self.json(telling, clock) }
            Console.output.write(
                json
                    ? JSONText.serialize(["at": .string(instant.description), "told": .array(rows)], pretty: true)
                        + "\n"
                    : Self.text(rows))
        }

        /// Who is told in whose place, as the running watcher knows it; nobody where none runs.
        private static func reliefs(_ configuration: Configuration) async -> [Relief] {
            guard let (_, body) = await ControlClient(configuration).get("/api/v1/reliefs") else { return [] }
            return (body["reliefs"]?.array ?? []).compactMap { relief in
                guard let away = recipient(relief["away"]), let instead = recipient(relief["instead"]),
                    let until = relief["until"]?.string.flatMap({ Timestamp(iso8601: $0) })
                else { return nil }
                let made = relief["created_at"]?.string.flatMap { Timestamp(iso8601: $0) }
                return Relief(
                    id: ReliefID(IncidentText.word(relief["id"])), of: away, by: instead, until: until,
                    createdAt: made ?? until)
            }
        }

        /// `channel` or `channel:contact`.
        private static func recipient(_ value: JSONValue?) -> Recipient? {
            let parts = (value?.string ?? "").split(separator: ":", maxSplits: 1).map(String.init)
            guard let channel = parts.first else { return nil }
            return Recipient(
                channel: ChannelID(channel), contact: parts.count == 2 ? ContactID(parts[1]) : nil)
        }

        private func find(_ configuration: Configuration) throws -> (plan: GatewayPlan, session: SessionPlan) {
            var found: [SessionKey: (GatewayPlan, SessionPlan)] = [:]
            for plan in configuration.gateways.map(\.plan) {
                for session in plan.sessions {
                    found[SessionKey(gateway: plan.id, name: session.name)] = (plan, session)
                }
                // One that only the gateway's list names is treated as it would be.
                guard let slash = session.firstIndex(of: "/"), session[..<slash] == plan.id.rawValue else { continue }
                let name = String(session[session.index(after: slash)...])
                let key = SessionKey(gateway: plan.id, name: name)
                if found[key] == nil, plan.discovery?.admits(name) == true {
                    found[key] = (plan, plan.discovered(as: name))
                }
            }
            do {
                let key = try SessionName.find(session, among: found.keys.sorted { "\($0)" < "\($1)" })
                if let match = found[key] { return match }
                throw Failure(words: "no session \(PrintableText.of(session))", status: ExitStatus.usage)
            } catch let failure as Failure {
                throw failure.reported()
            }
        }

        private static func json(_ telling: RouteForecast.Telling, _ clock: TimeText) -> JSONValue {
            let isNight = telling.at.map { clock.hour($0) >= 22 || clock.hour($0) < 7 } ?? false
            return [
                "recipient": .string(telling.recipient.description), "when": .string(telling.reason.rawValue),
                "in_place_of": telling.inPlaceOf.map { .string($0.description) } ?? .null,
                "at": telling.at.map { .string($0.description) } ?? .null,
                "woken": .bool(isNight && !telling.isMachine),
            ]
        }

        static func text(_ rows: [JSONValue]) -> String {
            guard !rows.isEmpty else { return "nobody is told\n" }
            let cells = rows.map { row in
                [
                    IncidentText.word(row["recipient"])
                        + (row["in_place_of"]?.string.map { " in place of \($0)" } ?? ""),
                    IncidentText.word(row["when"]).replacing("_", with: " "),
                    row["at"]?.string ?? "not known", row["woken"]?.bool == true ? "woken" : "",
                ]
            }
            return TextTable.text(["WHO", "WHEN", "AT", "WAKES"], cells)
        }
    }
}
