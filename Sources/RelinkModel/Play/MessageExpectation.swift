// SPDX-License-Identifier: Apache-2.0

/// What a scenario expects one recipient to be told.
package struct MessageExpectation: Hashable, Sendable {
    /// A time, and how far off it a message may be.
    package struct Time: Hashable, Sendable {
        package let offset: Duration
        package let within: Duration

        /// That time after the beginning, give or take `within`.
        package init(_ offset: Duration, within: Duration) {
            self.offset = offset
            self.within = within
        }
    }

    /// `file:line:column` of it, for people.
    package let place: String
    /// Who: `channel` or `channel:contact`.
    package let recipient: String
    /// Only messages of that kind count; nil for all.
    package let kind: EventKind?
    /// Only messages about that session count; nil for all.
    package let session: String?
    /// How many there are; nil for at least one, where nothing else is said.
    package let count: ClosedRange<Int>?
    /// All their kinds, in order; nil where that does not matter.
    package let kinds: [EventKind]?
    /// When the first of them comes.
    package let first: Time?
    /// What one of them says.
    package let text: String?

    /// An expectation of those parts.
    package init(
        place: String, recipient: String, kind: EventKind? = nil, session: String? = nil,
        count: ClosedRange<Int>? = nil, kinds: [EventKind]? = nil, first: Time? = nil, text: String? = nil
    ) {
        self.place = place
        self.recipient = recipient
        self.kind = kind
        self.session = session
        self.count = count
        self.kinds = kinds
        self.first = first
        self.text = text
    }
}
