// SPDX-License-Identifier: Apache-2.0

import Templating

extension TemplateContentType {
    /// Whether a template of that type writes JSON.
    var isJSON: Bool {
        switch self {
        case .json, .slackJSON, .markdownJSON: true
        case .telegramHTML, .html, .text, .url, .header: false
        }
    }

    /// The media type of a body that such a template writes.
    var mediaType: String {
        switch self {
        case .json, .slackJSON, .markdownJSON: "application/json"
        case .telegramHTML, .html: "text/html; charset=utf-8"
        case .url: "application/x-www-form-urlencoded"
        case .text, .header: "text/plain; charset=utf-8"
        }
    }
}
