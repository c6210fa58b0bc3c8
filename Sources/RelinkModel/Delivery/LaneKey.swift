// SPDX-License-Identifier: Apache-2.0

/// Which lane: one recipient hears of one subject in order, one message at a time.
package struct LaneKey: Hashable, Sendable {
    /// Who hears it.
    package let recipient: Recipient
    /// What it is about.
    package let subject: Subject
    /// Transitions keep a lane of their own, so that they neither wait for nor fold into incidents.
    package let feed: EventSubscription

    /// The lane of that recipient, subject and feed.
    package init(recipient: Recipient, subject: Subject, feed: EventSubscription) {
        self.recipient = recipient
        self.subject = subject
        self.feed = feed
    }
}
