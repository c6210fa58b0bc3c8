// SPDX-License-Identifier: Apache-2.0

import RelinkModel

/// How a message that was sent is found again: `photo/<chat>/<message>` or `text/<chat>/<message>`.
struct TelegramReference: Equatable {
    /// What kind of message it is, since each is changed in its own way.
    enum Form: String { case photo, text }

    let form: Form
    let chat: Int64
    let message: Int64

    /// The reference of those parts.
    init(form: Form, chat: Int64, message: Int64) {
        self.form = form
        self.chat = chat
        self.message = message
    }

    /// The reference that was kept, or nil when it is not one of ours.
    init?(_ reference: RemoteReference) {
        let parts = reference.rawValue.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 3, let form = Form(rawValue: String(parts[0])), let chat = Int64(parts[1]),
            let message = Int64(parts[2])
        else { return nil }
        self.init(form: form, chat: chat, message: message)
    }

    /// As it is kept.
    var remote: RemoteReference { RemoteReference(rawValue: "\(form.rawValue)/\(chat)/\(message)") }
}
