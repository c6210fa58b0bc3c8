// SPDX-License-Identifier: Apache-2.0

/// The configuration that `relink init` writes.
struct FirstConfiguration {
    let kind: String
    let url: String
    let sessions: [String]

    /// The file's text. Names and the URL are quoted, so that nothing in them is read as YAML.
    var text: String {
        """
        # Written by `relink init`. `relink config defaults` prints every key, `relink check` finds mistakes.
        timezone: UTC

        gateways:
          - id: main
            kind: \(kind)
            url: \(quoted(url))
            api_key: ${WHATSAPP_API_KEY:-}
            sessions:\(sessionLines)

        # A channel is on as soon as its variable is set.
        channels:
          - id: webhook
            kind: webhook
            url: ${RELINK_WEBHOOK_URL:-}
          - id: slack
            kind: slack
            url: ${SLACK_WEBHOOK_URL:-}
          - id: telegram
            kind: telegram
            token: ${TELEGRAM_BOT_TOKEN:-}
            chat_id: ${TELEGRAM_CHAT_ID:-}

        """
    }

    private var sessionLines: String {
        guard !sessions.isEmpty else { return "\n      - ${WHATSAPP_SESSION_ID}" }
        return sessions.map { "\n      - \(quoted($0))" }.joined()
    }

    /// A double-quoted YAML scalar, `$` doubled where a substitution would begin.
    private func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                let digits = String(scalar.value, radix: 16)
                quoted += "\\x" + (digits.count == 1 ? "0" : "") + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
