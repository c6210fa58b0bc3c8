// SPDX-License-Identifier: Apache-2.0

/// Signatures of outgoing webhooks as receivers' libraries verify them (Standard Webhooks, spec/standard-webhooks.md,
/// "Signature scheme").
package enum StandardWebhooks {
    /// The three headers of a message, in this order: `webhook-id`, `webhook-timestamp`, `webhook-signature`.
    ///
    /// - Parameters:
    ///   - id: The delivery id; the same on every attempt.
    ///   - timestamp: Seconds since 1970 of this attempt; libraries refuse what is more than 300 s off.
    ///   - body: Exactly the bytes that are sent.
    ///   - secrets: One, or while a secret is being replaced the new and the old one: a receiver takes either.
    package static func headers(
        id: String, timestamp: Int64, body: [UInt8], secrets: [Secret]
    ) throws(SigningError) -> [(name: String, value: String)] {
        if secrets.isEmpty { throw .noSecret }
        var signatures: [String] = []
        for secret in secrets {
            signatures.append(try secret.sign(id: id, timestamp: timestamp, body: body))
        }
        return [
            ("webhook-id", id),
            ("webhook-timestamp", String(timestamp)),
            ("webhook-signature", signatures.joined(separator: " ")),
        ]
    }
}
