// SPDX-License-Identifier: Apache-2.0

/// What is stored of the account that a session is linked to.
package struct AccountRecord: Hashable, Sendable {
    /// The account that was right when it was read last, or that a person took for right.
    package let number: AccountNumber
    /// The number that the configuration asked for when a person took another one for right: as long as it asks for
    /// that, ``number`` is right. Nil where nobody did.
    package let acceptedOver: AccountNumber?

    /// A record of those facts.
    package init(number: AccountNumber, acceptedOver: AccountNumber? = nil) {
        self.number = number
        self.acceptedOver = acceptedOver
    }
}
