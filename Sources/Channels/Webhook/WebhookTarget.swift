// SPDX-License-Identifier: Apache-2.0

package import RelinkModel

/// What the configuration says of a webhook.
package struct WebhookTarget: Sendable {
    /// A template of the operator's own for the body.
    package struct BodyTemplate: Sendable {
        /// Its file as the configuration names it; the name before `.mustache` says how values are escaped.
        package let file: String
        /// What is in it.
        package let text: String

        /// The template in that file.
        package init(file: String, text: String) {
            self.file = file
            self.text = text
        }
    }

    /// One header of the operator's own.
    package struct Header: Sendable {
        package let name: String
        /// Often a key, so it is never stored.
        package let value: Secret

        /// A header of that name and value.
        package init(name: String, value: Secret) {
            self.name = name
            self.value = value
        }
    }

    /// Where to; its path or query often holds a key.
    package let url: Secret
    /// The HTTP method.
    package let method: String
    /// The type of the body; nil for what the template writes.
    package let contentType: String?
    /// Added to every request.
    package let headers: [Header]
    /// `whsec_…`, the new one and, while it is being replaced, the old one; none for no signature.
    package let signingSecrets: [Secret]
    /// In place of the bundled body.
    package let body: BodyTemplate?

    /// A webhook of those setup.
    package init(
        url: Secret, method: String = "POST", contentType: String? = nil, headers: [Header] = [],
        signingSecrets: [Secret] = [], body: BodyTemplate? = nil
    ) {
        self.url = url
        self.method = method
        self.contentType = contentType
        self.headers = headers
        self.signingSecrets = signingSecrets
        self.body = body
    }
}
