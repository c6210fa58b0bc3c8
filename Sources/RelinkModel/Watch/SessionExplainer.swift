// SPDX-License-Identifier: Apache-2.0

/// Puts into sentences what a ``GatewayWatch`` holds of one session. It decides nothing: each sentence reads the fact
/// that the rule itself reads.
struct SessionExplainer {
    let watch: GatewayWatch
    let name: String
    let track: SessionTrack
    let history: [HistoryRecord]
    let isLive: Bool
    let now: Moment

    var incident: Incident? { watch.book[.session(name)] }

    /// All sentences, by topic.
    var lines: [Explanation.Line] {
        var lines = state + gateway + expectation + outage
        if let incident, incident.isOpen || incident.care.isFlapping { lines += telling(incident) }
        lines += starts
        if isLive { lines += next }
        return lines
    }

    // MARK: State

    private var state: [Explanation.Line] {
        guard let observed = track.observed else {
            return [.init(.state, "The gateway has not answered for it yet.")]
        }
        let words = track.words.map(\.summary) ?? ""
        let said = words.isEmpty ? "" : ", in the gateway's words \"\(words)\""
        var lines: [Explanation.Line] = [
            .init(
                .state, "Last seen \(observed) since \(track.observedSince.wall)\(said).",
                at: track.observedSince.wall)
        ]
        if let confirmed = track.confirmed {
            lines.append(
                .init(
                    .state, "Believed \(confirmed) since \(track.confirmedSince.wall).", at: track.confirmedSince.wall))
        } else {
            lines.append(.init(.state, "Nothing is believed of it yet."))
        }
        lines += account + life
        if isLive { lines += doubt(about: observed) }
        return lines
    }

    private func doubt(about observed: SessionCondition) -> [Explanation.Line] {
        guard let doubt = track.doubt(at: now) else {
            guard let candidate = track.candidate(at: now), !watch.gate.isAway else { return [] }
            let why = watch.settle.isOpen ? "the gateway has had time to bring its sessions back" : "a fresh ping"
            return [.init(.state, "That it is \(candidate) is believed after \(why).")]
        }
        let lasted = "\(doubt.lasted.wholeSeconds) s of \(doubt.neededDuration.wholeSeconds) s"
        if observed.state == .starting {
            return [.init(.state, "It has been starting for \(lasted), after which it is taken to be stuck.")]
        }
        var lines: [Explanation.Line] = [
            .init(
                .state,
                "That it is \(observed) is not believed yet: seen \(doubt.count) of \(doubt.neededCount) times, for "
                    + "\(lasted).")
        ]
        let reason = watch.hours.reason(
            observed, severity: observed.severity, gateway: watch.plan.id, session: track.plan, at: now)
        if observed.severity > .info, let reason {
            lines.append(.init(.telling, "Once believed it is not told for now: \(reason)."))
        }
        return lines
    }

    // MARK: Gateway

    private var gateway: [Explanation.Line] {
        let id = watch.plan.id
        let gate = watch.gate
        if gate.isAway, let blindness = watch.blindness {
            return [
                .init(
                    .gateway,
                    "None of the \(blindness.gateways) gateways is seen since \(blindness.since.wall), so it is rather this "
                        + "machine's network: nothing is judged and nothing is told before one of them is back.",
                    at: blindness.since.wall)
            ]
        }
        if gate.isAway {
            let words = gate.failure.flatMap { $0.words.isEmpty ? nil : " (\($0.words))" } ?? ""
            let since = gate.failure?.since.wall
            return [
                .init(
                    .gateway,
                    "Gateway \(id) is away\(since.map { " since \($0)" } ?? "")\(words): its sessions are not judged, "
                        + "and one message tells of the gateway.", at: since)
            ]
        }
        guard isLive else { return [] }
        var lines: [Explanation.Line] = []
        if let failure = gate.failure {
            lines.append(
                .init(
                    .gateway,
                    "Gateway \(id) has failed \(failure.count) pings since \(failure.since.wall) (\(failure.words)): "
                        + "nothing is believed before it answers or is believed away.", at: failure.since.wall))
        } else if let alive = gate.lastAlive {
            lines.append(.init(.gateway, "Gateway \(id) answered its last ping at \(alive.wall).", at: alive.wall))
        } else {
            lines.append(.init(.gateway, "Gateway \(id) has not been reached yet."))
        }
        if watch.settle.isOpen {
            let end = watch.settle.nextDeadline.map { now.wall(of: $0) }
            lines.append(
                .init(
                    .gateway,
                    "Its sessions are given time to come back\(end.map { ", until \($0) unless more of them do" } ?? ""): "
                        + "until then nothing bad is believed without a code to scan, and nothing is started.", at: end)
            )
        }
        if watch.misconfiguration.concerns(name) {
            lines.append(
                .init(.gateway, "Its answers for this session are wrong: \(watch.misconfiguration.words ?? "")."))
        }
        if watch.list.holds(name, at: now) {
            lines.append(
                .init(
                    .gateway,
                    "It is gone from the gateway's list together with most others (\(watch.list.listed) of "
                        + "\(watch.list.expected) are left): one message tells of that, and none of each session."))
        }
        return lines
    }

    // MARK: Expectation

    private var expectation: [Explanation.Line] {
        var lines: [Explanation.Line] = []
        if let override = track.override {
            let until = override.until.map { "until \($0)" } ?? "until somebody says otherwise"
            lines.append(
                .init(
                    .expectation,
                    "A person said that it is expected \(override.expectation.rawValue), \(until); the configuration "
                        + "says \(track.plan.expectation.rawValue).", at: override.until))
        }
        if let confirmed = track.confirmed, confirmed.state.isBad, track.expects(confirmed) {
            lines.append(.init(.expectation, "Being \(confirmed) is right, so it is no outage."))
        }
        return lines
    }
}
