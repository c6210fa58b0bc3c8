// SPDX-License-Identifier: Apache-2.0

/// How a channel stands, for people and for the API.
package struct ChannelStatus: Hashable, Sendable {
    /// What is configured of it.
    package let plan: ChannelPlan
    /// What its gate says.
    package let health: ChannelHealth
    /// Since when; nil while it works.
    package let since: Timestamp?

    /// That channel.
    package init(plan: ChannelPlan, health: ChannelHealth, since: Timestamp?) {
        self.plan = plan
        self.health = health
        self.since = since
    }
}
