// SPDX-License-Identifier: Apache-2.0

/// How people name an incident, or a group of incidents: by its id, or by the code that messages carry.
package struct IncidentName: Hashable, Sendable {
    private let text: String
    private let code: String

    /// A name as somebody typed it: `K7Q2`, `#k7q2`, or an id.
    package init(_ text: some StringProtocol) {
        self.text = String(text)
        code = (text.first == "#" ? text.dropFirst() : text[...]).uppercased()
    }

    /// Whether it names that one.
    package func names(_ reference: IncidentReference) -> Bool {
        reference.code == code || reference.id.rawValue == text
    }

    /// The one that is meant. A code is four characters, so an outage that lasts goes before one that is over.
    ///
    /// Throws an ``OperatingError`` when there is none, or more than one.
    package func find(
        incidents: [IncidentStatus], groups: [GroupStatus] = []
    ) throws(OperatingError) -> (gateway: GatewayID, id: IncidentID) {
        let open = incidents.filter { $0.isOpen && names($0.reference) }.map { ($0.gateway, $0.reference.id) }
        let grouped = groups.filter { names($0.reference) }.map { ($0.gateway, $0.reference.id) }
        let lasting = open + grouped
        if lasting.count == 1, let only = lasting.first { return only }
        guard lasting.isEmpty else {
            let ids = lasting.map { "\($1) at \($0)" }.joined(separator: ", ")
            throw .ambiguous("\(shown) names more than one incident: use the id, one of \(ids)")
        }
        if let over = incidents.first(where: { names($0.reference) }), let end = over.recoveredAt {
            throw .refused("\(shown) is over since \(end); there is nothing to take on or to give back")
        }
        throw .unknown("no open incident is called \(shown); `relink incidents` lists them")
    }

    private var shown: String { SpokenText.clean(text, limit: 40) }
}
