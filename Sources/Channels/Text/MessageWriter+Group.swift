// SPDX-License-Identifier: Apache-2.0

import RelinkModel

/// What is said of several sessions of a gateway at once.
extension MessageWriter {
    private var gateway: String { "Gateway \(clean(alert.gateway.rawValue, limits.name))" }
    private var total: Int { event.counts?.total ?? event.sessions.count }
    private var sessions: String { total == 1 ? "1 session" : "\(total) sessions" }

    var groupHeadline: String {
        switch event.kind {
        case .groupOpened: "\(gateway): \(sessions) are down."
        case .groupUpdated: "\(gateway): \(sessions) are down now."
        case .groupRecovered where event.openedMaybeMissed: "\(gateway): \(sessions) were down and are connected again."
        case .groupRecovered: "\(gateway): all \(sessions) are connected again."
        case .sessionReminder: "\(gateway): \(sessions) are still down."
        default: "\(gateway): \(sessions)."
        }
    }

    var groupFacts: [String] {
        if event.kind.isClosing { return [span.map { "Down \($0)." } ?? "", names] }
        return [byState, event.since.map { "The first since \(time($0))." } ?? "", names]
    }

    var groupAction: [String] {
        guard !event.kind.isClosing else { return [] }
        let waiting = event.states[.scanQR] ?? 0
        if let foreign = event.sessions.first(where: { $0.condition == .wrongAccount }) {
            let title = clean(alert.titles[foreign.name] ?? foreign.name, limits.name)
            return ["\(title) is linked to another phone than the one it should have: relink sessions"]
        }
        guard waiting > 0 else { return ["Please look at the gateway first: they went down together."] }
        return ["\(waiting == 1 ? "One needs" : "\(waiting) need") a person with the phone: relink sessions"]
    }

    var groupWay: String {
        event.incident == nil && !event.kind.isClosing ? "To take one on: relink ack CODE" : ""
    }

    /// `12 waiting for their code, 3 broken`.
    private var byState: String {
        let counts = SessionState.allCases.compactMap { state -> String? in
            guard let count = event.states[state], count > 0 else { return nil }
            // Whatever is connected and still told of is linked to the wrong phone.
            guard state == .connected else { return "\(count) \(state.words(of: count))" }
            let isForeign = event.sessions.contains { $0.condition == .wrongAccount }
            return "\(count) \(isForeign ? SessionCondition.wrongAccount.words : "that WhatsApp does not answer")"
        }
        return counts.isEmpty ? "" : counts.joined(separator: ", ").firstLetterUp + "."
    }

    private var names: String {
        let named = event.sessions.prefix(limits.sessions).map { brief in
            let title = clean(alert.titles[brief.name] ?? brief.name, limits.name)
            if event.kind.isClosing { return title }
            // Where there is no code for all of them, each has its own.
            let code = event.incident == nil ? " #\(clean(brief.code, limits.name))" : ""
            return "\(brief.condition.icon) \(title)\(code)"
        }
        guard !named.isEmpty else { return "" }
        let others = total - named.count
        return named.joined(separator: ", ") + (others > 0 ? " and \(others) more." : ".")
    }
}

extension String {
    /// The same with its first letter in upper case.
    fileprivate var firstLetterUp: String { prefix(1).uppercased() + dropFirst() }
}
