// SPDX-License-Identifier: Apache-2.0

/// What waits to be told to each recipient: for a moment, so that what comes together is one message; or until the
/// recipient may be told at all.
///
/// It holds no facts: what it gives out is described when it is told, as it stands then.
struct Mailroom: Sendable {
    /// What is to be told of an incident.
    enum Matter: Int, Comparable, Sendable {
        /// That it looks different now.
        case change
        /// That it is there.
        case opening
        /// That it is there again.
        case relapse
        /// That nobody has taken it on.
        case escalation

        static func < (left: Matter, right: Matter) -> Bool { left.rawValue < right.rawValue }
    }

    /// Something that waits.
    struct Letter: Equatable, Sendable {
        let topic: Incident.Topic
        var matter: Matter
        /// Whether the recipient's hours hold it.
        var isHeld: Bool
    }

    private struct Box: Sendable {
        var letters: [Incident.Topic: Letter] = [:]
        var order: [Incident.Topic] = []
        /// When what waits for what comes with it was to be told.
        var promised: BootTime?
        /// What went out alone within the last interval, and when.
        var singles: [(topic: Incident.Topic, at: BootTime)] = []

        mutating func takeReleased() -> [Letter] {
            var released: [Letter] = []
            var kept: [Incident.Topic] = []
            for topic in order {
                guard let letter = letters[topic] else { continue }
                if letter.isHeld {
                    kept.append(topic)
                } else {
                    released.append(letter)
                    letters[topic] = nil
                }
            }
            order = kept
            promised = nil
            return released
        }
    }

    /// Between two looks at whether more follows.
    static let glance: Duration = .seconds(1)

    private let policy: WatchPolicy
    private var boxes: [Recipient: Box] = [:]
    private var deadlines = DeadlineQueue<Recipient>()

    init(policy: WatchPolicy) { self.policy = policy }

    /// When something may be given out next.
    var nextDeadline: BootTime? { deadlines.first }

    /// When something may be given out to the recipient; nil when nothing waits but for its hours.
    subscript(recipient: Recipient) -> BootTime? { deadlines[recipient] }

    /// Whether nothing was told to the recipient of late, and nothing waits for it.
    func isQuiet(_ recipient: Recipient, at now: Moment) -> Bool {
        guard let box = boxes[recipient] else { return true }
        return box.letters.isEmpty && !box.singles.contains { $0.at > now.boot - policy.groupInterval }
    }

    /// Whether something about that topic waits for the recipient.
    func holds(_ topic: Incident.Topic, for recipient: Recipient) -> Bool {
        boxes[recipient]?.letters[topic] != nil
    }

    /// Lets something wait.
    ///
    /// - Parameter release: when it is to be told at the latest; what waits already is told with it. Nil holds it until
    ///   ``reconsider(_:at:)`` lets it go.
    mutating func post(
        _ matter: Matter, of topic: Incident.Topic, to recipient: Recipient, release: BootTime?
    ) {
        // Taken out meanwhile: a box of thousands must not be copied for each of them.
        var box = boxes.removeValue(forKey: recipient) ?? Box()
        if let present = box.letters[topic] {
            box.letters[topic] = Letter(
                topic: topic, matter: max(present.matter, matter), isHeld: present.isHeld && release == nil)
        } else {
            box.letters[topic] = Letter(topic: topic, matter: matter, isHeld: release == nil)
            // What was taken back and comes again stands in the order twice; it must not pile up there.
            if box.order.count > 2 * box.letters.count + 16 {
                box.order = Array(box.letters.keys)
            } else {
                box.order.append(topic)
            }
        }
        if !deadlines.contains(recipient) { box.promised = release }
        boxes[recipient] = box
        if let release, !deadlines.contains(recipient) { deadlines.set(recipient, at: release) }
    }

    /// Looks again at everything that hours hold.
    ///
    /// - Parameter isOpen: whether the recipient may be told of that topic now.
    mutating func reconsider(at now: Moment, isOpen: (Recipient, Incident.Topic) -> Bool) {
        for (recipient, var box) in boxes {
            var isReleased = false
            for (topic, var letter) in box.letters where letter.isHeld && isOpen(recipient, topic) {
                letter.isHeld = false
                box.letters[topic] = letter
                isReleased = true
            }
            guard isReleased else { continue }
            boxes[recipient] = box
            deadlines.set(recipient, at: now.boot)
        }
    }

    /// Takes back what waits about a topic.
    mutating func withdraw(_ topic: Incident.Topic, from recipient: Recipient) {
        // Its place in the order is skipped when the others have their turn.
        boxes[recipient]?.letters[topic] = nil
    }

    /// Whether the recipient's hours hold what waits about that topic.
    func isHeld(_ topic: Incident.Topic, for recipient: Recipient) -> Bool {
        boxes[recipient]?.letters[topic]?.isHeld == true
    }

    /// The recipients whose time has come, each with what to tell, in the order of its coming.
    ///
    /// - Parameter postpone: looks at what waits for a recipient, and when it was to be told; until when it waits for more, or
    ///   nil.
    mutating func takeDue(
        at now: Moment, postpone: (Recipient, [Incident.Topic], BootTime) -> BootTime?
    ) -> [(recipient: Recipient, letters: [Letter])] {
        var due: [(recipient: Recipient, letters: [Letter])] = []
        while let recipient = deadlines.take(at: now.boot) {
            if let box = boxes[recipient], let promised = box.promised,
                let later = postpone(recipient, box.letters.values.filter { !$0.isHeld }.map(\.topic), promised),
                later > now.boot
            {
                deadlines.set(recipient, at: later)
                continue
            }
            guard let letters = boxes[recipient]?.takeReleased(), !letters.isEmpty else { continue }
            due.append((recipient, letters))
        }
        return due.sorted { $0.recipient.description < $1.recipient.description }
    }

    /// Notes that something was told alone.
    mutating func toldAlone(_ topic: Incident.Topic, to recipient: Recipient, at now: Moment) {
        var box = boxes.removeValue(forKey: recipient) ?? Box()
        box.singles.removeAll { $0.at <= now.boot - policy.groupInterval || $0.topic == topic }
        box.singles.append((topic, now.boot))
        boxes[recipient] = box
    }

    /// What was told alone within the last interval, oldest first.
    func singles(of recipient: Recipient, at now: Moment) -> [Incident.Topic] {
        (boxes[recipient]?.singles ?? []).filter { $0.at > now.boot - policy.groupInterval }.map(\.topic)
    }
}
