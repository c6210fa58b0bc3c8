// SPDX-License-Identifier: Apache-2.0

/// How a session looks from some time on.
package struct SessionScript: Hashable, Sendable {
    /// What it is doing.
    package let condition: SessionCondition
    /// The gateway's words beside it.
    package let words: String
    /// Whether it shows codes to scan.
    package let showsCodes: Bool
    /// After that many codes the round is over; nil for codes without end.
    package let codes: Int?
    /// Whether its status never comes, since its page hangs.
    package let hangs: Bool
    /// The account that it is linked to; nil for the one that it should have.
    package let account: AccountNumber?
    /// Whether WhatsApp does not answer it, whatever it says.
    package let isDeaf: Bool
    /// Answers that nobody understands; nil where the condition counts.
    package let unmapped: String?

    /// A session that looks like that.
    package init(
        _ condition: SessionCondition, words: String = "", showsCodes: Bool = false, codes: Int? = nil,
        hangs: Bool = false, account: AccountNumber? = nil, isDeaf: Bool = false, unmapped: String? = nil
    ) {
        self.condition = condition
        self.words = words
        self.showsCodes = showsCodes
        self.codes = codes
        self.hangs = hangs
        self.account = account
        self.isDeaf = isDeaf
        self.unmapped = unmapped
    }

    /// Linked and working.
    package static let connected = SessionScript(.connected)
    /// The gateway does not know it.
    package static let notFound = SessionScript(SessionCondition(.notFound), words: "session_not_found")
    /// On its way up.
    package static let starting = SessionScript(SessionCondition(.starting, .booting))
}
