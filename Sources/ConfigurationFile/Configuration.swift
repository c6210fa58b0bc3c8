// SPDX-License-Identifier: Apache-2.0

package import RelinkModel

/// Everything that the configuration file and its includes say, checked and with the defaults filled in.
package struct Configuration: Sendable {
    /// The IANA name of the zone for texts and reports.
    package let timezone: String
    /// Where templates are looked for before the built-in ones; nil for those alone.
    package let templatesDirectory: String?
    /// The API and the pages.
    package let server: ServerSettings
    /// Where incidents and the outbox are kept.
    package let store: StoreSettings
    /// Who outside is told that Relink works; nil for nobody.
    package let heartbeat: HeartbeatSettings?
    /// Whether anything may be started and sent; `false` only looks (`actions: observe`).
    package let mayAct: Bool
    /// The gateways, each id once, in the order of the files.
    package let gateways: [GatewaySettings]
    /// The channels that are on, each id once, in the order of the files.
    package let channels: [ChannelSettings]
    /// The contacts whose channel is on, each id once, in the order of the files.
    package let contacts: [ContactSettings]
    /// All calendars, in the zone.
    package let calendars: CalendarBook
    /// Recurring silences.
    package let maintenance: [MaintenancePlan]
    /// Who is told what. Without routes in the file: everything to every channel.
    package let routes: RouteTable
}
