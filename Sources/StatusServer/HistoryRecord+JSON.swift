// SPDX-License-Identifier: Apache-2.0

package import JSONText
package import RelinkModel

extension HistoryRecord {
    /// The line as `/api/v1` shows it.
    package var json: JSONValue {
        [
            "at": .instant(at),
            "subject": .string(subject.kind),
            "session": .word(subject.sessionName),
            "event": .string(what),
            "state": .string(condition.state.rawValue),
            "detail": .string(condition.detail.rawValue),
            "previous_state": .word(previous?.state.rawValue),
            "previous_detail": .word(previous?.detail.rawValue),
            "incident": .word(incident?.rawValue),
            "words": .string(words),
        ]
    }
}
