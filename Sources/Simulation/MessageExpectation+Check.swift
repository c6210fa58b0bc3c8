// SPDX-License-Identifier: Apache-2.0

package import RelinkModel

extension MessageExpectation {
    /// What differs from the expectation, one line for people each; empty when it holds.
    package func failures(in happenings: [Happening]) -> [String] {
        let told = happenings.compactMap { happening -> (at: Duration, message: ToldMessage)? in
            guard case .told(let message) = happening.what, message.recipient.description == recipient,
                kind == nil || message.event.kind == kind,
                session == nil || message.event.subject.sessionName == session
            else { return nil }
            return (happening.offset, message)
        }
        var failures: [String] = []
        let what = kind.map(\.rawValue) ?? "message"
        if let count, !count.contains(told.count) {
            let wanted = count.lowerBound == count.upperBound ? "\(count.lowerBound)" : "at most \(count.upperBound)"
            failures.append("\(recipient) got \(told.count) × \(what) instead of \(wanted)")
        }
        if let kinds, kinds != told.map(\.message.event.kind) {
            let words = told.map(\.message.event.kind.rawValue).joined(separator: ", ")
            failures.append("\(recipient) got [\(words)] instead of [\(kinds.map(\.rawValue).joined(separator: ", "))]")
        }
        if count == nil, kinds == nil, told.isEmpty { failures.append("\(recipient) never got a \(what)") }
        if let first, let at = told.first?.at, at < first.offset - first.within || at > first.offset + first.within {
            failures.append(
                "\(recipient) got the first \(what) after \(at.wholeSeconds) s instead of "
                    + "\(first.offset.wholeSeconds) s ± \(first.within.wholeSeconds) s")
        }
        if let text, !told.isEmpty, !told.contains(where: { $0.message.text.contains(text) }) {
            failures.append("no \(what) to \(recipient) says “\(text)”, as in “\(told.first?.message.text ?? "")”")
        }
        return failures.map { "\(place): \($0)" }
    }
}
