// SPDX-License-Identifier: Apache-2.0

import JSONText
import RelinkModel

/// Incidents, silences and what is expected of sessions: what people see of them, and what they wish.
struct IncidentAPI: Sendable {
    let operating: any Operating
    let now: @Sendable () -> Timestamp

    func incidents() async -> Answer {
        .json([
            "incidents": .array(await operating.incidents().map(\.json)),
            "groups": .array(await operating.groups().map(\.json)),
            "reliefs": .array(await operating.reliefs().map(\.json)),
        ])
    }

    func explain(_ key: SessionKey) async throws(Refusal) -> Answer {
        guard let explanation = await operating.explain(key) else { throw .unknownSession(key.description) }
        return .json(explanation.json)
    }

    func silences() async -> Answer {
        .json(["silences": .array(await operating.silences().map(\.json))])
    }

    // MARK: Wishes

    /// `by`; `until`: an instant, `opening` or `connected`.
    func acknowledge(_ name: String, _ bytes: [UInt8]) async throws(Refusal) -> Answer {
        let body = try WishBody(bytes, known: ["by", "until"])
        let end: Acknowledgement.End? =
            switch try body.text("until") {
            case nil: nil
            case "opening": .opening
            case "connected": .connected
            case let text?: .time(try Self.instant(text))
            }
        let person = try body.text("by") ?? ""
        do throws(OperatingError) {
            return Self.answer(try await operating.acknowledge(IncidentName(name), by: person, until: end))
        } catch {
            throw Refusal(error)
        }
    }

    /// `by`.
    func unacknowledge(_ name: String, _ bytes: [UInt8]) async throws(Refusal) -> Answer {
        let person = try WishBody(bytes, known: ["by"]).text("by") ?? ""
        do throws(OperatingError) {
            return Self.answer(try await operating.unacknowledge(IncidentName(name), by: person))
        } catch {
            throw Refusal(error)
        }
    }

    /// `match`; `until` or `for_seconds`; `by`; `comment`.
    func silence(_ bytes: [UInt8]) async throws(Refusal) -> Answer {
        let body = try WishBody(bytes, known: ["match", "until", "for_seconds", "by", "comment"])
        let fields = ["gateways", "sessions", "labels", "states", "severities"]
        guard let match = try body.object("match", known: Set(fields)) else {
            throw .badBody("match says what is silenced, with any of \(fields.joined(separator: ", ")).")
        }
        let selected = Route.Match(
            severities: try match.words("severities", Severity.self),
            gateways: Set(try match.texts("gateways").map { GatewayID($0) }), sessions: try match.texts("sessions"),
            labels: try match.texts(byName: "labels"), states: try match.words("states", SessionState.self))
        let end = try self.end(body)
        let person = try body.text("by") ?? ""
        let comment = try body.text("comment") ?? ""
        do throws(OperatingError) {
            let silence = try await operating.silence(selected, until: end, by: person, comment: comment)
            return .json(silence.json, status: 201)
        } catch {
            throw Refusal(error)
        }
    }

    /// The longest silence that a number of seconds may ask for: ten years.
    private static let longest: Int64 = 315_360_000

    func end(_ body: WishBody, of what: String = "A silence") throws(Refusal) -> Timestamp {
        switch (try body.instant("until"), try body.number("for_seconds")) {
        case (let until?, nil): return until
        case (nil, let seconds?) where seconds <= Self.longest: return now() + .seconds(seconds)
        case (nil, _?): throw .badBody("for_seconds is at most \(Self.longest).")
        default: throw .badBody("\(what) ends: say either until or for_seconds.")
        }
    }

    func endSilence(_ id: SilenceID) async throws(Refusal) -> Answer {
        do throws(OperatingError) {
            return .json(try await operating.endSilence(SilenceID(typed: id.rawValue)).json)
        } catch {
            throw Refusal(error)
        }
    }

    /// `expect`: a word of the configuration, or `configured` to let that rule again; `until`.
    func expect(_ key: SessionKey, _ bytes: [UInt8]) async throws(Refusal) -> Answer {
        let body = try WishBody(bytes, known: ["expect", "until"])
        let until = try body.instant("until")
        let word = try body.text("expect") ?? ""
        let override = SessionPlan.Expectation(rawValue: word).map { ExpectationOverride($0, until: until) }
        guard override != nil || word == "configured" else {
            let words = SessionPlan.Expectation.allCases.map(\.rawValue).joined(separator: ", ")
            throw .badBody("expect is one of \(words), configured.")
        }
        if override == nil, until != nil { throw .badBody("configured takes no until.") }
        do throws(OperatingError) {
            return .json(try await operating.expect(override, of: key).json)
        } catch {
            throw Refusal(error)
        }
    }

    func acceptAccount(_ key: SessionKey, _ bytes: [UInt8]) async throws(Refusal) -> Answer {
        _ = try WishBody(bytes, known: [])
        do throws(OperatingError) {
            return .json(try await operating.acceptAccount(of: key).json)
        } catch {
            throw Refusal(error)
        }
    }

    /// `by`. The code is in the answer and nowhere else.
    func pairingCode(_ key: SessionKey, _ bytes: [UInt8]) async throws(Refusal) -> Answer {
        let person = try WishBody(bytes, known: ["by"]).text("by") ?? ""
        do throws(OperatingError) {
            let live = try await operating.pairingCode(of: key, by: person)
            return .json([
                "session": .string(key.description), "code": .string(live.code.revealed),
                "phone_last4": .string(live.last4), "expires_at": .instant(live.expiresAt),
            ])
        } catch {
            throw Refusal(error)
        }
    }

    func forget(_ key: SessionKey, _ bytes: [UInt8]) async throws(Refusal) -> Answer {
        _ = try WishBody(bytes, known: [])
        do throws(OperatingError) {
            try await operating.forget(key)
            return .json(["forgotten": .string(key.description)])
        } catch {
            throw Refusal(error)
        }
    }

    private static func answer(_ incidents: [IncidentStatus]) -> Answer {
        .json(["incidents": .array(incidents.map(\.json))])
    }

    private static func instant(_ text: String) throws(Refusal) -> Timestamp {
        guard let instant = Timestamp(iso8601: text) else {
            throw .badBody("until is an instant in UTC, such as 2026-01-01T00:00:00Z, or opening, or connected.")
        }
        return instant
    }
}
