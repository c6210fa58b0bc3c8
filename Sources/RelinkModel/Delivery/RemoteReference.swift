// SPDX-License-Identifier: Apache-2.0

/// How a channel finds a message again that it sent, opaque to everybody else: for Telegram a chat and message id.
package struct RemoteReference: RawRepresentable, Hashable, Sendable {
    /// The channel's own text, at most 500 bytes, no secret in it.
    package let rawValue: String

    /// The reference of that text.
    package init(rawValue: String) { self.rawValue = rawValue }
}
