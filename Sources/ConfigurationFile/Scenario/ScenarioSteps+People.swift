// SPDX-License-Identifier: Apache-2.0

import RelinkModel

/// What people do in a scenario.
extension ScenarioSteps {
    /// The step of that key.
    func person(_ map: ScenarioMap, _ key: String, _ text: Text) -> Cue? {
        switch key {
        case "ack":
            return cast.subject(text).flatMap { found in
                .acknowledge(found.gateway, found.subject, by: map.string("by"), until: end(map))
            }
        case "unack": return cast.subject(text).map { .unacknowledge($0.gateway, $0.subject, by: map.string("by")) }
        case "silence": return silence(map, SilenceID(text.value))
        case "end_silence": return .endSilence(SilenceID(text.value))
        case "on_call": return relief(map, ReliefID(text.value))
        case "end_on_call": return .endRelief(ReliefID(text.value))
        case "expect":
            guard let found = cast.session(text) else { return nil }
            return .expect(
                found.gateway, found.name, map.word("be", as: SessionPlan.Expectation.self), for: map.duration("for"))
        case "accept": return cast.session(text).map { .acceptAccount($0.gateway, $0.name) }
        case "start": return cast.session(text).map { .start($0.gateway, $0.name) }
        case "push": return cast.session(text).map { .push($0.gateway, $0.name) }
        default: return nil
        }
    }

    private func end(_ map: ScenarioMap) -> Acknowledgement.End? {
        guard let until = map.text("until") else {
            return map.duration("for").map { .time(clock.start + (offset(map) + $0)) }
        }
        switch until.value {
        case "opening": return .opening
        case "connected": return .connected
        default:
            map.reading.error("`until` is opening or connected; a time is `for`", at: until.place)
            return nil
        }
    }

    private func offset(_ map: ScenarioMap) -> Duration {
        map.text("at").flatMap { clock.offset($0, map.reading) } ?? .zero
    }

    private func relief(_ map: ScenarioMap, _ id: ReliefID) -> Cue? {
        for key in ["away", "instead", "for"] where !map.has(key) {
            map.missing(key)
            return nil
        }
        guard let away = map.text("away").flatMap(cast.recipient), let instead = map.text("instead"),
            let present = cast.recipient(instead), let duration = map.duration("for")
        else { return nil }
        guard present != away else {
            map.reading.error("\(away) cannot be told in its own place", at: instead.place)
            return nil
        }
        return .relieve(id, of: away, by: present, for: duration, comment: map.string("comment"))
    }

    private func silence(_ map: ScenarioMap, _ id: SilenceID) -> Cue? {
        guard let of = map.text("of"), let duration = map.duration("for") else {
            map.missing(map.has("of") ? "for" : "of")
            return nil
        }
        let parts = of.value.split(separator: "/", maxSplits: 1).map(String.init)
        let named = Text(value: parts.first ?? "", place: of.place, references: [])
        guard let gateway = cast.gateway(named)?.id else { return nil }
        let match = Route.Match(gateways: [gateway], sessions: parts.count == 2 ? [parts[1]] : [])
        return .silence(id, match, for: duration, comment: map.string("comment"))
    }
}
