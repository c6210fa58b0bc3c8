// SPDX-License-Identifier: Apache-2.0

/// What a push from a gateway is worth: poll this session now. Nothing it claims is believed.
package struct PushHint: Hashable, Sendable {
    /// The session that something happened to.
    package let session: String
    /// A word that may decorate what the poll confirms, such as `LOGOUT`; empty when there is none.
    package let reason: String

    /// A hint for that session.
    package init(session: String, reason: String = "") {
        self.session = session
        self.reason = reason
    }
}
