// SPDX-License-Identifier: Apache-2.0

import RelinkModel

extension RecordedExchange {
    /// Every exchange recorded with wwebjs-api.
    static let wwebjs: [RecordedExchange] =
        common + [
            RecordedExchange("list-empty", .list(.names([]))),
            RecordedExchange("list-one", .list(.names(["sales"]))),
            RecordedExchange("pairing-code", of: "code", .pairing),
            RecordedExchange("qr-when-connected", .qr(.none)),
            RecordedExchange(
                "start-auth-timeout", of: "raw", .start(.refused(words: "The gateway gave no reason (HTTP 422)."))),
            RecordedExchange(
                "start-fails", of: "bad", .start(.refused(words: "Failed to launch the browser process!"))),
            RecordedExchange("start-for-code", of: "code", .start(.accepted)),
            RecordedExchange("status-after-lying-restart", of: "tab", .notFound),
            RecordedExchange("status-after-stop", of: "code", .notFound),
            RecordedExchange("status-while-starting", .notFound),
            RecordedExchange("stop-ok", .neverAsked),
        ]

    /// What both gateways answered in the same words.
    static let common: [RecordedExchange] = [
        RecordedExchange("ping", .ping(.alive(startedAt: nil))),
        RecordedExchange("qr-not-found", .qr(.none)),
        RecordedExchange("qr-ok", .firstCode),
        RecordedExchange("qr-rotated", .secondCode),
        RecordedExchange("restart-lies", of: "tab", .restart(.accepted)),
        RecordedExchange("restart-not-found", .restart(.unknownSession)),
        RecordedExchange("restart-ok", of: "tab", .restart(.accepted)),
        RecordedExchange("start-after-tab-closed", of: "tab", .start(.alreadyRunning)),
        RecordedExchange("start-already", .start(.alreadyRunning)),
        RecordedExchange("start-ok", .start(.accepted)),
        RecordedExchange("start-second", of: "tab", .start(.accepted)),
        RecordedExchange("status-after-restart", of: "tab", .connected),
        RecordedExchange("status-bad-id", of: "sa les", .badName),
        RecordedExchange("status-conflict", .socket("CONFLICT", SessionCondition(.failed, .replaced))),
        RecordedExchange("status-connected", .connected),
        RecordedExchange(
            "status-deprecated-version", .socket("DEPRECATED_VERSION", SessionCondition(.failed, .versionOutdated))),
        RecordedExchange("status-no-key", .unauthorized),
        RecordedExchange("status-not-found", .notFound),
        RecordedExchange("status-null", .message("session_not_connected", SessionCondition(.starting, .booting))),
        RecordedExchange("status-opening", .socket("OPENING", SessionCondition(.starting, .reconnecting))),
        RecordedExchange("status-page-throws", .message("session closed", SessionCondition(.failed, .browserCrash))),
        RecordedExchange("status-pairing", .socket("PAIRING", SessionCondition(.starting, .authenticating))),
        RecordedExchange("status-proxyblock", .socket("PROXYBLOCK", SessionCondition(.failed, .proxyBlock))),
        RecordedExchange("status-scan-qr", .socket("UNPAIRED", SessionCondition(.scanQR, .qr))),
        RecordedExchange("status-slow-page", .connected),
        RecordedExchange("status-smb-tos-block", .socket("SMB_TOS_BLOCK", SessionCondition(.failed, .tosBlock))),
        RecordedExchange(
            "status-tab-closed", of: "tab", .message("browser tab closed", SessionCondition(.failed, .browserCrash))),
        RecordedExchange("status-timeout", .socket("TIMEOUT", SessionCondition(.starting, .reconnecting))),
        RecordedExchange("status-tos-block", .socket("TOS_BLOCK", SessionCondition(.failed, .tosBlock))),
        RecordedExchange("status-unlaunched", .socket("UNLAUNCHED", SessionCondition(.starting, .booting))),
        RecordedExchange("status-unpaired-idle", .socket("UNPAIRED_IDLE", SessionCondition(.scanQR, .roundOver))),
        RecordedExchange("status-wrong-key", .unauthorized),
        RecordedExchange("wrong-path", basePath: "/api", .wrongPath),
    ]
}
