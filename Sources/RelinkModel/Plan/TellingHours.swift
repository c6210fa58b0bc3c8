// SPDX-License-Identifier: Apache-2.0

/// When a recipient is told at once; at other times messages are held until it opens.
///
/// Attended hours and daily digests are told within their windows, quiet hours outside of them.
package struct TellingHours: Hashable, Sendable {
    /// The windows.
    package let calendar: CalendarID
    /// Whether the recipient is told within the windows, or outside of them.
    package let isWithin: Bool
    /// From that severity on a message is not held; nil holds all.
    package let passing: Severity?

    /// Hours of those windows.
    package init(calendar: CalendarID, isWithin: Bool, passing: Severity? = nil) {
        self.calendar = calendar
        self.isWithin = isWithin
        self.passing = passing
    }
}
