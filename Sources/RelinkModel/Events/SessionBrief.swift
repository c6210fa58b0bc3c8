// SPDX-License-Identifier: Apache-2.0

/// One session in a message about several.
package struct SessionBrief: Hashable, Sendable {
    /// The session's name at its gateway.
    package let name: String
    /// How it stands.
    package let condition: SessionCondition
    /// First observation of its outage.
    package let since: Timestamp
    /// The code of its incident, without the `#`.
    package let code: String

    /// A session of those facts.
    package init(name: String, condition: SessionCondition, since: Timestamp, code: String) {
        self.name = name
        self.condition = condition
        self.since = since
        self.code = code
    }
}
