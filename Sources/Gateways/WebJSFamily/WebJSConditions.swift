// SPDX-License-Identifier: Apache-2.0

import RelinkModel

/// What the words of whatsapp-web.js mean in ours.
enum WebJSConditions {
    /// The condition of a socket state; nil for a word that the library did not have when this was written.
    ///
    /// The twelve of WAState (pedroslopez/whatsapp-web.js 1.34.6, src/util/Constants.js).
    static func ofSocketState(_ word: String) -> SessionCondition? {
        switch word {
        case "CONNECTED": .connected
        case "UNPAIRED": SessionCondition(.scanQR, .qr)
        // The code is not renewed any more: the library's refresh runs where there is no page to run it in.
        case "UNPAIRED_IDLE": SessionCondition(.scanQR, .roundOver)
        case "PAIRING": SessionCondition(.starting, .authenticating)
        case "UNLAUNCHED": SessionCondition(.starting, .booting)
        case "OPENING", "TIMEOUT": SessionCondition(.starting, .reconnecting)
        case "CONFLICT": SessionCondition(.failed, .replaced)
        case "DEPRECATED_VERSION": SessionCondition(.failed, .versionOutdated)
        case "PROXYBLOCK": SessionCondition(.failed, .proxyBlock)
        case "TOS_BLOCK", "SMB_TOS_BLOCK": SessionCondition(.failed, .tosBlock)
        default: nil
        }
    }

    /// The condition of a message that comes without a socket state (src/sessions.js, `validateSession`).
    static func ofMessage(_ message: String) -> SessionCondition {
        switch message {
        case "session_not_found": SessionCondition(.notFound)
        // The page is loading and has no state yet.
        case "session_not_connected": SessionCondition(.starting, .booting)
        // The page is closed, or did not let itself be evaluated three times, or no browser came within 10 s.
        case "browser tab closed", "session closed": SessionCondition(.failed, .browserCrash)
        default: ofException(message)
        }
    }

    /// The condition of a thrown error's text: the page is on its way elsewhere, its browser is gone, or who knows.
    static func ofException(_ text: String) -> SessionCondition {
        if navigation.contains(where: text.contains) { return SessionCondition(.starting, .reconnecting) }
        if browser.contains(where: text.contains) { return SessionCondition(.failed, .browserCrash) }
        return SessionCondition(.failed, .unknown)
    }

    /// While a page reloads, its old context is gone and its scripts are not there yet.
    private static let navigation = [
        "Execution context was destroyed", "Cannot find context", "window.require is not a function",
    ]

    /// Texts of puppeteer (packages/puppeteer-core/src/cdp/Connection.ts, CallbackRegistry.ts).
    private static let browser = [
        "Protocol error", "Target closed", "Session closed", "Connection closed", "detached", "protocolTimeout",
    ]
}
