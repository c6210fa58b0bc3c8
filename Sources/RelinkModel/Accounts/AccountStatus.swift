// SPDX-License-Identifier: Apache-2.0

/// What people see of the account that a session is linked to.
package struct AccountStatus: Hashable, Sendable {
    /// How it compares with the account that the session should have.
    package enum Standing: String, Sendable {
        /// It is that account.
        case expected
        /// It is another one.
        case wrong
        /// The gateway does not say which it is.
        case unverified
        /// It was not read since the session was last seen to come up.
        case unread
    }

    /// How it compares with ``expectedLast4``.
    package let standing: Standing
    /// The last four digits of the number that is linked; nil where that is not known now.
    package let last4: String?
    /// The last four digits of the number that should be; nil where none is configured, and none was seen yet.
    package let expectedLast4: String?

    /// A status of those facts.
    package init(_ standing: Standing, last4: String? = nil, expectedLast4: String? = nil) {
        self.standing = standing
        self.last4 = last4
        self.expectedLast4 = expectedLast4
    }

    /// What was stored of a session, where no watcher runs that would know more.
    ///
    /// - Parameter pinned: the number in the configuration.
    package init(stored record: SessionRecord, pinned: AccountNumber?) {
        let pin = AccountPin(pinned: pinned, record: record.account, resuming: record.observed)
        // What it was seen connected to was read, and compared.
        if record.observed == .connected, let number = record.account?.number, number == pin.expected {
            self.init(.expected, last4: number.last4, expectedLast4: number.last4)
        } else {
            self = pin.status
        }
    }
}

extension AccountPin {
    /// What people see of it.
    var status: AccountStatus {
        let last4 = expected?.last4
        return switch finding {
        case .right(let number): AccountStatus(.expected, last4: number.last4, expectedLast4: last4)
        case .wrong(let number): AccountStatus(.wrong, last4: number?.last4, expectedLast4: last4)
        case .unreadable: AccountStatus(.unverified, expectedLast4: last4)
        case .unread: AccountStatus(.unread, expectedLast4: last4)
        }
    }
}
