// SPDX-License-Identifier: Apache-2.0

import RelinkModel

/// The `steps:` of a scenario.
struct ScenarioSteps {
    /// More steps than that are a mistake: each is kept in memory.
    static let limit = 100_000
    private static let shared = ["at", "each", "times"]
    /// The key that says what a step is, and those that belong to it.
    static let forms: [(key: String, others: [String])] = [
        ("session", ["state", "detail", "words", "codes", "hangs", "account", "deaf", "unmapped"]),
        ("gateway", ["answers", "restart", "every", "starts", "detail", "codes", "after", "list"]),
        ("channel", ["receiver"]), ("ack", ["by", "for", "until"]), ("unack", ["by"]),
        ("silence", ["of", "for", "comment"]), ("end_silence", []),
        ("on_call", ["away", "instead", "for", "comment"]), ("end_on_call", []), ("expect", ["be", "for"]),
        ("accept", []), ("start", []), ("push", []), ("kill", []), ("clock", []),
    ]

    let cast: ScenarioCast
    let clock: ScenarioClock
    private var reading: Reading { cast.reading }

    init(cast: ScenarioCast, clock: ScenarioClock) {
        self.cast = cast
        self.clock = clock
    }

    /// All steps, by time.
    func steps(_ nodes: [YAMLNode]) -> [Scenario.Step] {
        var steps: [Scenario.Step] = []
        for node in nodes {
            let found = self.steps(node)
            guard steps.count + found.count <= Self.limit else {
                reading.error("more than \(Self.limit) steps; repeat them less often", at: node.place)
                break
            }
            steps += found
        }
        return steps.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(\.element)
    }

    private func steps(_ node: YAMLNode) -> [Scenario.Step] {
        guard case .mapping(let entries) = node.content else {
            reading.error("a step is a map such as { at: 5m, session: main/shop, state: failed }", at: node.place)
            return []
        }
        let form = Self.forms.first { form in entries.contains { $0.key == form.key } }
        guard let form else {
            let keys = Scenario.stepKeys.joined(separator: ", ")
            reading.error("a step says what it is about by one of \(keys)", at: node.place)
            return []
        }
        guard let map = ScenarioMap(node, keys: Self.shared + [form.key] + form.others, reading: reading) else {
            return []
        }
        guard let at = map.text("at") else {
            map.missing("at")
            return []
        }
        guard let first = clock.offset(at, reading), let cue = cue(map, form.key) else { return [] }
        let times = map.integer("times", in: 1...10_000) ?? 1
        let each = map.duration("each") ?? .zero
        if times > 1, each <= .zero { map.missing("each") }
        return (0..<times).map { Scenario.Step(at: first + each * $0, cue: cue) }
    }

    private func cue(_ map: ScenarioMap, _ key: String) -> Cue? {
        guard let text = map.text(key) else { return nil }
        switch key {
        case "session":
            return cast.sessions(text).flatMap { found in
                script(map, state: "state").map { .session(found.gateway, found.names, $0) }
            }
        case "gateway": return cast.gateway(text).flatMap { gateway(map, $0) }
        case "channel":
            guard let channel = cast.channel(text) else { return nil }
            return map.word("receiver", as: Receiver.self).map { .receiver(channel, $0) }
        case "kill": return map.duration(key).map { .kill($0) }
        case "clock": return jump(text)
        default: return person(map, key, text)
        }
    }

    private func script(_ map: ScenarioMap, state key: String) -> SessionScript? {
        if let words = map.text("unmapped") {
            return SessionScript(SessionCondition(.unreachable, .unmapped), unmapped: words.value)
        }
        let hangs = map.string("hangs") == "true"
        guard let text = map.text(key) ?? (hangs ? Text(value: "failed", place: map.place, references: []) : nil)
        else {
            map.missing(key)
            return nil
        }
        guard let state: SessionState = map.word(text, key: key) else { return nil }
        let fallback: SessionDetail = state == .connected ? .ok : state == .scanQR ? .qr : .none
        let detail = map.text("detail").map { SessionDetail(rawValue: $0.value) } ?? fallback
        return SessionScript(
            SessionCondition(state, detail), words: map.string("words"), showsCodes: state == .scanQR && detail == .qr,
            codes: map.integer("codes", in: 1...1000), hangs: hangs, account: account(map),
            isDeaf: map.string("deaf") == "true")
    }

    /// The account that a session is linked to from then on.
    private func account(_ map: ScenarioMap) -> AccountNumber? {
        guard let text = map.text("account") else { return nil }
        let number = AccountNumber(text.value)
        if number == nil {
            reading.error("`account` is a number of eight digits or more, not \(text.shown)", at: text.place)
        }
        return number
    }

    private func gateway(_ map: ScenarioMap, _ plan: GatewayPlan) -> Cue? {
        if map.has("answers") { return map.word("answers", as: Reach.self).map { .reach(plan.id, $0) } }
        if map.has("restart") {
            return map.duration("restart").map {
                .restartGateway(plan.id, down: $0, every: map.duration("every") ?? .seconds(5))
            }
        }
        if map.has("list") { return .list(plan.id, map.texts("list").flatMap { listed($0.value, plan) }) }
        guard let starts = map.text("starts") else {
            reading.error("a step of a gateway has one of answers, restart, starts, list", at: map.place)
            return nil
        }
        switch starts.value {
        case "refused": return .starts(plan.id, StartScript(answer: .refused(words: "could not start the session")))
        case "nothing": return .starts(plan.id, StartScript())
        default:
            return script(map, state: "starts").map {
                .starts(plan.id, StartScript(becomes: $0, after: map.duration("after") ?? .seconds(20)))
            }
        }
    }

    /// A name of the list, or all that a pattern with `*` stands for.
    private func listed(_ name: String, _ plan: GatewayPlan) -> [String] {
        guard name.contains("*") else { return [name] }
        return plan.sessions.map(\.name).filter(DiscoveryPlan(include: [name]).admits)
    }

    private func jump(_ text: Text) -> Cue? {
        let digits = text.value.drop { "+-".contains($0) }
        guard let duration = DurationText.parse(String(digits)), text.value.count - digits.count <= 1 else {
            reading.error("`clock` must be how far it jumps, such as \"-1h\" or 30m, not \(text.shown)", at: text.place)
            return nil
        }
        return .jump(text.value.hasPrefix("-") ? .zero - duration : duration)
    }
}
