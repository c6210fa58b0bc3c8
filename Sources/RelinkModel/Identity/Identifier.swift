// SPDX-License-Identifier: Apache-2.0

/// A name that means one kind of thing, so that a channel's cannot be passed where a gateway's belongs.
package struct Identifier<Subject>: RawRepresentable, Hashable, Comparable, Sendable, ExpressibleByStringLiteral,
    CustomStringConvertible
{
    /// The name as it is written in files, URLs and rows.
    package let rawValue: String

    /// The identifier of that name.
    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// The identifier of that name.
    package init(_ rawValue: String) {
        self.rawValue = rawValue
    }

    package init(stringLiteral value: String) {
        rawValue = value
    }

    package var description: String { rawValue }

    package static func < (left: Identifier, right: Identifier) -> Bool {
        left.rawValue < right.rawValue
    }
}

/// What each ``Identifier`` names. The cases hold nothing; they only tell the kinds apart.
package enum Named {
    /// A gateway of the configuration.
    package enum Gateway {}
    /// A channel of the configuration.
    package enum Channel {}
    /// A contact of the configuration.
    package enum Contact {}
    /// A calendar of the configuration.
    package enum Calendar {}
    /// A silence that somebody made.
    package enum Silence {}
    /// That somebody is told in another one's place.
    package enum Relief {}
    /// Several incidents that one recipient is told of together.
    package enum Group {}
    /// One outage of one subject.
    package enum Incident {}
    /// One thing told about a subject.
    package enum Event {}
    /// One event for one recipient.
    package enum Delivery {}
}

/// The `id` of a gateway in the configuration.
package typealias GatewayID = Identifier<Named.Gateway>
/// The `id` of a channel in the configuration.
package typealias ChannelID = Identifier<Named.Channel>
/// The `id` of a contact in the configuration.
package typealias ContactID = Identifier<Named.Contact>
/// The name of a calendar in the configuration.
package typealias CalendarID = Identifier<Named.Calendar>
/// The id of a silence, as people type it.
package typealias SilenceID = Identifier<Named.Silence>
/// The id of a relief.
package typealias ReliefID = Identifier<Named.Relief>
/// `<6 characters of the instance>-<counter>`, counted with the incidents.
package typealias GroupID = Identifier<Named.Group>
/// `<6 characters of the instance>-<counter>`.
package typealias IncidentID = Identifier<Named.Incident>
/// `<incident>-<seq>`.
package typealias EventID = Identifier<Named.Event>
/// `<event>:<channel>[:<contact>]`; travels as `webhook-id` and `Idempotency-Key`.
package typealias DeliveryID = Identifier<Named.Delivery>
