// SPDX-License-Identifier: Apache-2.0

/// A recurring silence (`maintenance:`): while its calendar's windows last, what it matches is not told.
package struct MaintenancePlan: Hashable, Sendable {
    /// What it covers.
    package let match: Route.Match
    /// When.
    package let calendar: CalendarID
    /// Why, for `relink explain`.
    package let comment: String

    /// Maintenance of that match in those windows.
    package init(match: Route.Match, calendar: CalendarID, comment: String = "") {
        self.match = match
        self.calendar = calendar
        self.comment = comment
    }
}
