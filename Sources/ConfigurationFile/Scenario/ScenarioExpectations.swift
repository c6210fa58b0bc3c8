// SPDX-License-Identifier: Apache-2.0

import RelinkModel

/// The `expect:` of a scenario.
struct ScenarioExpectations {
    let cast: ScenarioCast
    let clock: ScenarioClock
    /// The contacts, as `channel:contact`.
    let recipients: [String]

    /// All of them.
    func expectations(_ nodes: [YAMLNode]) -> [MessageExpectation] { nodes.compactMap(expectation) }

    private func expectation(_ node: YAMLNode) -> MessageExpectation? {
        let keys = ["to", "kind", "session", "count", "at_most", "kinds", "at", "within", "text"]
        guard let map = ScenarioMap(node, keys: keys, reading: cast.reading) else { return nil }
        guard let to = map.text("to") else {
            map.missing("to")
            return nil
        }
        if !recipients.contains(to.value) {
            let hint = Suggestion.phrase(for: to.value, among: recipients)
            cast.reading.error("nobody is called \(to.shown)\(hint)", at: to.place)
        }
        let count = map.integer("count", in: 0...1_000_000).map { $0...$0 }
        let most = map.integer("at_most", in: 0...1_000_000).map { 0...$0 }
        let first = map.text("at").flatMap { clock.offset($0, cast.reading) }.map {
            MessageExpectation.Time($0, within: map.duration("within") ?? .seconds(20))
        }
        let kinds = map.has("kinds") ? map.texts("kinds").compactMap { map.word($0, key: "kinds") as EventKind? } : nil
        return MessageExpectation(
            place: "\(node.place.file):\(node.place.line):\(node.place.column)", recipient: to.value,
            kind: map.word("kind", as: EventKind.self), session: map.text("session").flatMap(cast.session)?.name,
            count: count ?? most, kinds: kinds, first: first, text: map.text("text")?.value)
    }
}
