// SPDX-License-Identifier: Apache-2.0

import RelinkModel

/// The `sessions:` of one gateway.
struct SessionDecoding {
    let reader: MapReader
    let defaults: SessionDefaults
    /// The ids of all contacts.
    let contacts: [String]

    /// All usable ones, each name once.
    func sessions() -> [SessionPlan] {
        var plans: [SessionPlan] = []
        var places: [String: Place] = [:]
        for node in reader.items("sessions") {
            guard let (plan, place) = session(node) else { continue }
            if let first = places[plan.name] {
                let message = "the session `\(plan.name)` is listed twice; the first is in line \(first.line)"
                reader.reading.error(message, at: place)
            } else {
                places[plan.name] = place
                plans.append(plan)
            }
        }
        return plans
    }

    private func session(_ node: YAMLNode) -> (plan: SessionPlan, place: Place)? {
        if case .scalar = node.content {
            guard let text = reader.reading.text(of: node, for: "sessions"), isName(text) else { return nil }
            return (plan(named: text.value, map: nil), text.place)
        }
        guard let map = MapReader(node, path: "gateways[].sessions[]", reading: reader.reading) else { return nil }
        let name = map.requiredText("name")
        let plan = plan(named: name?.value ?? "", map: map)
        guard let name, isName(name) else { return nil }
        return (plan, name.place)
    }

    private func plan(named name: String, map: MapReader?) -> SessionPlan {
        let title = map?.string("title") ?? ""
        return SessionPlan(
            name: name, title: title.isEmpty ? nil : title, phone: map.flatMap(phone),
            phoneHint: map?.string("phone_hint") ?? "", holder: map.flatMap(holder),
            labels: defaults.labels.merging(map?.labels("labels") ?? [:]) { _, own in own },
            expectation: map?.word("expect", as: SessionPlan.Expectation.self) ?? defaults.expectation,
            autoStart: map?.word("auto_start", as: SessionPlan.AutoStart.self) ?? defaults.autoStart ?? .listed)
    }

    private func holder(_ map: MapReader) -> ContactID? {
        guard let text = map.optionalText("holder"), !text.value.isEmpty else { return nil }
        map.reading.require(text, among: contacts, called: "contact")
        return ContactID(text.value)
    }

    /// Both kinds of gateways take `^[\w-]+$` and nothing else (wwebjs-api, `src/middleware.js`, sessionNameValidation).
    private func isName(_ text: Text) -> Bool {
        let isValid =
            (1...128).contains(text.value.utf8.count)
            && text.value.utf8.allSatisfy { $0.isWordByte || $0 == UInt8(ascii: "-") }
        if !isValid {
            let message =
                "a session's name may only have letters, digits, - and _; \(text.shown) has others"
            reader.reading.error(message, at: text.place)
        }
        return isValid
    }

    private func phone(_ map: MapReader) -> String? {
        guard let text = map.optionalText("phone"), !text.value.isEmpty else { return nil }
        let digits = text.value.dropFirst()
        guard text.value.hasPrefix("+"), (7...15).contains(digits.utf8.count),
            digits.utf8.allSatisfy({ (0x30...0x39).contains($0) })
        else {
            map.reading.error("`phone` must be a full number, + and 7 to 15 digits: \"+12025550143\"", at: text.place)
            return nil
        }
        if AccountNumber(text.value) == nil {
            map.reading.warning(
                "`phone` has fewer than \(AccountNumber.length) digits: it is shown, and not compared with the phone "
                    + "that is linked",
                at: text.place)
        }
        return text.value
    }
}
