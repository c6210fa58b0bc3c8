// SPDX-License-Identifier: Apache-2.0

/// What a template writes, hence how the values in it are escaped. The file name decides: `slack/body.slack.json.mustache`.
///
/// The raw value is the part of the name before `.mustache`.
package enum TemplateContentType: String, CaseIterable, Sendable {
    /// Inside JSON strings (RFC 8259 section 7).
    case json
    /// Slack's mrkdwn inside JSON strings: `&`, `<` and `>` first, so that no value can mention or link.
    case slackJSON = "slack.json"
    /// Markdown inside JSON strings: its punctuation gets a backslash.
    case markdownJSON = "markdown.json"
    /// Telegram's HTML: `&`, `<` and `>`, the only ones it knows as entities.
    case telegramHTML = "telegram.html"
    /// HTML text and quoted attributes.
    case html
    /// Plain text, nothing escaped.
    case text = "txt"
    /// One component of an address: everything percent-encoded but letters, digits, `-`, `.`, `_` and `~` (RFC 3986).
    case url
    /// One line of a header: line ends and tabs become spaces.
    case header

    /// The type of the file at `path`; nil for partials, whose names have no second extension, and for unknown ones.
    package init?(path: String) {
        guard let name = path.split(separator: "/").last, name.hasSuffix(".mustache") else { return nil }
        let parts = name.dropLast(".mustache".count).split(separator: ".").dropFirst()
        for count in [2, 1] where parts.count >= count {
            if let type = Self(rawValue: parts.suffix(count).joined(separator: ".")) {
                self = type
                return
            }
        }
        return nil
    }

    /// `text` escaped as a value in a template of this type is. For what is put into a slot later.
    package func escape(_ text: String) -> String {
        ByteEscapes.of(self).escapeText(text)
    }
}
