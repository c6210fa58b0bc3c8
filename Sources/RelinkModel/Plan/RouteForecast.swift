// SPDX-License-Identifier: Apache-2.0

/// Who would be told of an outage that is confirmed at some instant, by the configuration alone.
package struct RouteForecast: Sendable {
    /// One recipient that would be told.
    package struct Telling: Hashable, Sendable {
        /// Why it is told then.
        package enum Reason: String, Sendable {
            /// The routes name it.
            case atOnce = "at_once"
            /// The routes name it, but its hours hold the message.
            case withinHours = "within_hours"
            /// Nobody took the outage on.
            case escalated
        }

        /// Who.
        package let recipient: Recipient
        /// Why then.
        package let reason: Reason
        /// When; nil where its hours do not begin within the days that are known.
        package let at: Timestamp?
        /// Whether a machine reads it.
        package let isMachine: Bool
        /// In whose place; nil in nobody's.
        package var inPlaceOf: Recipient?
    }

    private let plan: GatewayPlan
    private let calendars: Calendars
    private let reliefs: ReliefBook
    private let directory: RecipientDirectory

    /// A forecast for that gateway, with the windows of the coming days.
    package init(plan: GatewayPlan, calendars: Calendars, reliefs: [Relief] = []) {
        self.reliefs = ReliefBook(reliefs)
        self.plan = plan
        self.calendars = calendars
        directory = RecipientDirectory(plan)
    }

    /// Who is told, the earliest first; each recipient once.
    ///
    /// - Parameter session: the session; an unreachable one is the gateway's outage and told as such.
    package func tellings(
        of condition: SessionCondition, at session: SessionPlan, _ instant: Timestamp
    ) -> [Telling] {
        let isServer = condition.state == .unreachable
        let event = AlertEvent(
            id: EventID("forecast-1"), kind: isServer ? .serverOpened : .sessionOpened,
            subject: isServer ? .server : .session(session.name), occurredAt: instant, incident: nil, sequence: 1,
            condition: condition, severity: condition.severity)
        let subject = isServer ? nil : session
        let holder = directory.holder(of: subject)
        let named = plan.routes.recipients(of: event, gateway: plan.id, session: subject, holder: holder)
        var tellings: [Telling] = []
        for (recipient, away) in present(for: named, at: instant) {
            tellings.append(telling(recipient, .atOnce, condition, from: instant, inPlaceOf: away))
        }
        // While nobody is there to scan, nobody is to blame for not scanning.
        let isHeld = condition.state == .scanQR && tellings.contains { $0.recipient == holder && $0.reason != .atOnce }
        let counted = isHeld ? tellings.first { $0.recipient == holder }?.at : instant
        for step in plan.routes.escalation(of: event, gateway: plan.id, session: subject, holder: holder) {
            for (recipient, away) in present(for: step.notify, at: instant) {
                guard !tellings.contains(where: { $0.recipient == recipient }) else { continue }
                tellings.append(
                    counted.map { telling(recipient, .escalated, condition, from: $0 + step.after, inPlaceOf: away) }
                        ?? Telling(
                            recipient: recipient, reason: .escalated, at: nil,
                            isMachine: directory.isMachine(recipient), inPlaceOf: away))
            }
        }
        return tellings.sorted { ($0.at?.milliseconds ?? .max) < ($1.at?.milliseconds ?? .max) }
    }

    /// Who is told in the place of the given ones at that time, each once, and in whose.
    private func present(for named: [Recipient], at instant: Timestamp) -> [(recipient: Recipient, away: Recipient?)] {
        var found: [(recipient: Recipient, away: Recipient?)] = []
        for recipient in named {
            let other = reliefs.present(for: recipient, at: instant)
            let present = isListening(other) ? other : recipient
            guard isListening(present), !found.contains(where: { $0.recipient == present }) else { continue }
            found.append((present, present == recipient ? nil : recipient))
        }
        return found
    }

    private func isListening(_ recipient: Recipient) -> Bool {
        directory.channel(of: recipient)?.subscriptions.contains(.incidents) == true
    }

    private func telling(
        _ recipient: Recipient, _ reason: Telling.Reason, _ condition: SessionCondition, from instant: Timestamp,
        inPlaceOf away: Recipient?
    ) -> Telling {
        let hours = directory.hours(of: recipient)
        let isMachine = directory.isMachine(recipient)
        guard let hours, !calendars.isOpen(hours, for: condition.severity, at: instant) else {
            return Telling(
                recipient: recipient, reason: reason, at: instant, isMachine: isMachine, inPlaceOf: away)
        }
        return Telling(
            recipient: recipient, reason: reason == .atOnce ? .withinHours : reason,
            at: calendars.change(of: hours.calendar, after: instant), isMachine: isMachine, inPlaceOf: away)
    }
}
