// SPDX-License-Identifier: Apache-2.0

/// Where the driver finds the windows of all calendars. The time zone, and the clock's changes in it, live behind it.
package protocol CalendarSource: Sendable {
    /// The windows from now on for at least a week, those that have begun among them.
    func calendars(at now: Timestamp) -> Calendars
}
