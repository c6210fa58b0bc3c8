// SPDX-License-Identifier: Apache-2.0

/// What a message shows of the code of a session that waits for it.
enum QRShowing: Hashable, Sendable {
    /// A picture of it is attached.
    case picture
    /// Its text stands in the message.
    case text
    /// It was shown and is no longer valid; a sent message follows.
    case expired
    /// Nothing of it, since its reader holds the phone that has to scan it.
    case withheld
    /// Nothing of it.
    case nothing
}
