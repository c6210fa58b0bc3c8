// SPDX-License-Identifier: Apache-2.0

/// What a message says of the account that a session is linked to.
package struct AccountNote: Hashable, Sendable {
    /// The last four digits of its number.
    package let last4: String
    /// Whether it is the account that the session should have.
    package let isExpected: Bool

    /// That account.
    package init(last4: String, isExpected: Bool) {
        self.last4 = last4
        self.isExpected = isExpected
    }
}
