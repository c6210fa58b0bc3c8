// SPDX-License-Identifier: Apache-2.0

import RelinkModel

/// The built-in rendering that needs no template and cannot fail.
enum PlainText {
    /// All of the message in one paragraph.
    static func text(_ message: Message) -> String {
        let code = message.code.isEmpty ? "" : "#\(message.code)"
        let sentences = [message.headline, message.facts, message.action, message.way, code]
        return "\(message.icon) " + sentences.filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// The alert in as much detail as fits into `limit` UTF-16 code units. With the tightest cuts every alert has fewer
    /// than 800.
    static func text(_ alert: Alert, speech: Speech, showing: QRShowing, limit: Int) -> String {
        var text = ""
        for limits in DataLimits.levels {
            text = Self.text(AlertContext(alert, speech: speech, limits: limits, showing: showing).message)
            if text.utf16.count <= limit { break }
        }
        return text
    }
}
