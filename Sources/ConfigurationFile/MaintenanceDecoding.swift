// SPDX-License-Identifier: Apache-2.0

import RelinkModel

extension Reading {
    /// One item of `maintenance:`; nil after a problem.
    func maintenance(_ node: YAMLNode, gateways: [String], calendars: CalendarDecoding) -> MaintenancePlan? {
        guard let reader = MapReader(node, path: "maintenance[]", reading: self) else { return nil }
        let match = reader.map("match").map { $0.match(gateways: gateways) } ?? Route.Match()
        guard reader.requiredText("during") != nil, let calendar = calendars.calendar("during", of: reader) else {
            return nil
        }
        return MaintenancePlan(match: match, calendar: calendar, comment: reader.string("comment"))
    }
}
