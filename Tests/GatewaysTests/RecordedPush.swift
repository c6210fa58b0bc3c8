// SPDX-License-Identifier: Apache-2.0

import RelinkModel

/// What an adapter must make of one recorded push.
struct RecordedPush: Sendable, CustomStringConvertible {
    /// The name of the recording.
    let name: String
    /// What it hints at.
    let hint: PushHint

    init(_ name: String, _ session: String = "sales", _ reason: String = "") {
        self.name = name
        hint = PushHint(session: session, reason: reason)
    }

    var description: String { name }

    /// Every push recorded with wwebjs-api.
    static let wwebjs: [RecordedPush] =
        common + [
            RecordedPush("push-20-authenticated", "tab"), RecordedPush("push-21-ready", "tab"),
            RecordedPush("push-22-authenticated", "tab"), RecordedPush("push-23-ready", "tab"),
            RecordedPush("push-24-qr", "code"), RecordedPush("push-25-code", "code"),
        ]

    /// Every push recorded with whatsapp-api.
    static let whatsappAPI: [RecordedPush] =
        common + [
            RecordedPush("push-20-ready", "tab"), RecordedPush("push-21-authenticated", "tab"),
            RecordedPush("push-22-authenticated", "tab"), RecordedPush("push-23-ready", "tab"),
        ]

    private static let common: [RecordedPush] = [
        RecordedPush("push-01-qr"), RecordedPush("push-02-qr"),
        RecordedPush("push-03-change_state", "sales", "PAIRING"),
        RecordedPush("push-04-change_state", "sales", "CONNECTED"),
        RecordedPush("push-05-authenticated"), RecordedPush("push-06-ready"),
        RecordedPush("push-07-change_state", "sales", "OPENING"),
        RecordedPush("push-08-change_state", "sales", "TIMEOUT"),
        RecordedPush("push-09-change_state", "sales", "CONFLICT"),
        RecordedPush("push-10-change_state", "sales", "UNLAUNCHED"),
        RecordedPush("push-11-change_state", "sales", "PROXYBLOCK"),
        RecordedPush("push-12-change_state", "sales", "TOS_BLOCK"),
        RecordedPush("push-13-change_state", "sales", "SMB_TOS_BLOCK"),
        RecordedPush("push-14-change_state", "sales", "DEPRECATED_VERSION"),
        RecordedPush("push-15-change_state", "sales", "UNPAIRED_IDLE"),
        RecordedPush("push-16-change_state"), RecordedPush("push-17-change_state", "sales", "CONNECTED"),
        RecordedPush("push-18-authenticated"), RecordedPush("push-19-ready"),
    ]
}
