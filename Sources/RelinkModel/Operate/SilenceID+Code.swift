// SPDX-License-Identifier: Apache-2.0

extension SilenceID {
    /// A new id of four characters, as easily read aloud as the code of an incident.
    ///
    /// - Parameters:
    ///   - instant: when the silence is made.
    ///   - taken: ids that are in use.
    package static func new(at instant: Timestamp, taken: Set<SilenceID>) -> SilenceID {
        var number = 0
        while true {
            let id = SilenceID(IncidentCode.of(IncidentID("silence-\(instant.milliseconds)-\(number)")))
            if !taken.contains(id) { return id }
            number += 1
        }
    }

    /// The id as somebody typed it, in any case.
    package init(typed text: some StringProtocol) {
        self.init((text.first == "#" ? text.dropFirst() : text[...]).uppercased())
    }
}
