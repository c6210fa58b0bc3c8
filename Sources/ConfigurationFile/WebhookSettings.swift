// SPDX-License-Identifier: Apache-2.0

package import RelinkModel

/// How to call any HTTP endpoint (`kind: webhook`).
package struct WebhookSettings: Hashable, Sendable {
    /// The `method:`. Bodies are always sent, so there is no GET.
    package enum Method: String, Sendable, CaseIterable {
        case post = "POST"
        case put = "PUT"
        case patch = "PATCH"
    }

    /// The address, which may carry a secret in its path or query.
    package let url: Secret
    /// How it is called.
    package let method: Method
    /// Further headers, by the name as written.
    package let headers: [String: Secret]
    /// The `Content-Type` of the body.
    package let contentType: String
    /// A Mustache file that makes the body; nil for the built-in one.
    package let bodyTemplate: TemplateFile?
    /// Standard Webhooks secrets, the newest first; empty for unsigned.
    package let signingSecrets: [Secret]
}
