// SPDX-License-Identifier: Apache-2.0

import JSONText
import RelinkModel

/// A list of recipients as JSON: each as ``KeyText`` writes it.
enum RecipientsText {
    /// The recipients as a JSON list.
    static func value(of recipients: [Recipient]) -> JSONValue {
        .array(recipients.map { .string(KeyText.text(of: $0)) })
    }

    /// The recipients that were stored.
    static func recipients(_ texts: [String?], table: String) throws(DamagedRow) -> [Recipient] {
        var recipients: [Recipient] = []
        for text in texts { recipients.append(try KeyText.recipient(text ?? "", table: table)) }
        return recipients
    }
}
