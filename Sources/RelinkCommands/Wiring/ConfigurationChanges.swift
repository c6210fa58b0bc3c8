// SPDX-License-Identifier: Apache-2.0

import ConfigurationFile
import RelinkModel

/// What is different between two configurations, in lines for people. Secrets are compared and never shown.
struct ConfigurationChanges {
    /// The differences, in the order of the configuration.
    let lines: [String]

    init(from old: Configuration, to new: Configuration) {
        var lines: [String] = []
        if old.timezone != new.timezone { lines.append("timezone \(old.timezone) → \(new.timezone)") }
        if old.mayAct != new.mayAct { lines.append(new.mayAct ? "starts and sends again" : "only observes") }
        if old.server != new.server { lines.append("server settings changed") }
        if old.heartbeat != new.heartbeat { lines.append("heartbeat changed") }
        lines += Self.compare(old.gateways, new.gateways, noun: "gateway", id: \.plan.id.rawValue)
        for gateway in new.gateways {
            guard let before = old.gateways.first(where: { $0.plan.id == gateway.plan.id }) else { continue }
            lines += Self.compare(before.plan.sessions, gateway.plan.sessions, noun: "session") {
                "\(gateway.plan.id)/\($0.name)"
            }
        }
        lines += Self.compare(old.channels, new.channels, noun: "channel", id: \.plan.id.rawValue)
        lines += Self.compare(old.contacts, new.contacts, noun: "contact", id: \.plan.id.rawValue)
        if old.calendars != new.calendars { lines.append("calendars changed") }
        if old.routes != new.routes { lines.append("routes changed") }
        if old.maintenance != new.maintenance { lines.append("maintenance changed") }
        self.lines = lines
    }

    private static func compare<Element: Equatable>(
        _ old: [Element], _ new: [Element], noun: String, id: (Element) -> String
    ) -> [String] {
        let before = Dictionary(old.map { (id($0), $0) }) { first, _ in first }
        let after = Dictionary(new.map { (id($0), $0) }) { first, _ in first }
        return old.map(id).filter { after[$0] == nil }.map { "- \(noun) \($0)" }
            + new.map(id).filter { before[$0] == nil }.map { "+ \(noun) \($0)" }
            + new.map(id).filter { name in before[name].map { $0 != after[name] } == true }.map { "~ \(noun) \($0)" }
    }
}
