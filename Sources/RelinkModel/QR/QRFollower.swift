// SPDX-License-Identifier: Apache-2.0

/// Which sent messages follow a session's QR code, and how often they were edited.
///
/// Only the references are stored; everything else is best effort from memory, since a missed edit costs nothing: the
/// next one shows the code of that moment.
struct QRFollower: Sendable {
    private struct Following: Sendable {
        let reference: StoredReference
        var lastEdit: BootTime?
        var edits = 0
        var round = 0
        var shown: QRID?
        var isDone = false
    }

    private let policy: WatchPolicy
    private var following: [IncidentID: [Following]]

    init(policy: WatchPolicy, references: [StoredReference]) {
        self.policy = policy
        following = Dictionary(grouping: references.map { Following(reference: $0) }, by: \.reference.incident)
    }

    /// Whether a message of that incident follows the code.
    func isFollowed(_ incident: IncidentID) -> Bool {
        following[incident]?.contains { !$0.isDone } == true
    }

    /// Lets a message that was just sent follow the code.
    mutating func add(_ reference: StoredReference, showing code: QRID?, round: Int, at now: BootTime) {
        // One message per recipient: an older one stays as it is.
        following[reference.incident, default: []].removeAll { $0.reference.recipient == reference.recipient }
        following[reference.incident, default: []].append(
            Following(reference: reference, lastEdit: now, round: round, shown: code))
    }

    /// The messages to edit now, since another code is shown, or none.
    mutating func edits(of incident: IncidentID, code: QRID?, round: Int, at now: BootTime) -> [StoredReference] {
        var edits: [StoredReference] = []
        following[incident] = following[incident]?.map { message in
            guard isDue(message, code: code, round: round, at: now) else { return message }
            var message = message
            message.edits = message.round == round ? message.edits + 1 : 1
            (message.round, message.lastEdit, message.shown) = (round, now, code)
            edits.append(message.reference)
            return message
        }
        return edits
    }

    /// When an edit that is still too soon becomes possible; nil when none waits.
    func nextDeadline(of incident: IncidentID, code: QRID?, round: Int) -> BootTime? {
        following[incident]?.filter { isWanted($0, code: code, round: round) }
            .compactMap { $0.lastEdit.map { $0 + policy.qrEditSpacing } }.min()
    }

    /// The messages to edit a last time: the outage is over.
    mutating func finish(_ incident: IncidentID) -> [StoredReference] {
        let last = following[incident]?.filter { !$0.isDone }.map(\.reference) ?? []
        following[incident] = following[incident]?.map { message in
            var message = message
            message.isDone = true
            return message
        }
        return last
    }

    /// Forgets a closed incident.
    mutating func forget(_ incident: IncidentID) {
        following[incident] = nil
    }

    private func isDue(_ message: Following, code: QRID?, round: Int, at now: BootTime) -> Bool {
        isWanted(message, code: code, round: round)
            && message.lastEdit.map { $0 + policy.qrEditSpacing <= now } != false
    }

    private func isWanted(_ message: Following, code: QRID?, round: Int) -> Bool {
        guard !message.isDone, message.shown != code else { return false }
        // The last edit of a round takes the dead picture away; it is not among those that the limit saves.
        return code == nil || message.round != round || message.edits < policy.qrEditLimit
    }
}
