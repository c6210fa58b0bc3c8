// SPDX-License-Identifier: Apache-2.0

/// One part of a multipart/form-data body.
package struct FormPart: Sendable, Hashable {
    /// The field name.
    package var name: String
    /// The file name a receiver shows, or nil for a plain field.
    package var fileName: String?
    /// The media type, or nil for none (a file then gets one guessed from its name).
    package var contentType: String?
    /// The content.
    package var body: [UInt8]

    /// A part with any content.
    package init(name: String, fileName: String? = nil, contentType: String? = nil, body: [UInt8]) {
        self.name = name
        self.fileName = fileName
        self.contentType = contentType
        self.body = body
    }

    /// A plain text field.
    package init(name: String, text: String) {
        self.init(name: name, body: Array(text.utf8))
    }
}
