// SPDX-License-Identifier: Apache-2.0

/// What a gateway said of a session, in its own words.
///
/// The compatibility API repeats them unchanged, and messages quote them as the reason. They come from outside: an
/// adapter cuts them to ``limit`` bytes and drops control characters before they get here.
package struct GatewayWords: Hashable, Sendable {
    /// The longest text kept, in UTF-8 bytes.
    package static let limit = 300

    /// The gateway's own `success`.
    package let success: Bool
    /// The gateway's own state word, nil where it said null.
    package let state: String?
    /// The gateway's own message; empty where it said nothing.
    package let message: String

    /// Those words.
    package init(success: Bool = false, state: String? = nil, message: String = "") {
        self.success = success
        self.state = state
        self.message = message
    }

    /// Both in one line, for people.
    package var summary: String {
        guard let state else { return message }
        return message.isEmpty ? state : "\(state) (\(message))"
    }
}
