// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import Testing

@testable import Gateways

struct WebJSConditionsTests {
    /// The words of WAState (whatsapp-web.js 1.34.6, src/util/Constants.js).
    @Test(arguments: [
        ("CONFLICT", SessionState.failed, SessionDetail.replaced), ("CONNECTED", .connected, .ok),
        ("DEPRECATED_VERSION", .failed, .versionOutdated), ("OPENING", .starting, .reconnecting),
        ("PAIRING", .starting, .authenticating), ("PROXYBLOCK", .failed, .proxyBlock),
        ("SMB_TOS_BLOCK", .failed, .tosBlock), ("TIMEOUT", .starting, .reconnecting), ("TOS_BLOCK", .failed, .tosBlock),
        ("UNLAUNCHED", .starting, .booting), ("UNPAIRED", .scanQR, .qr), ("UNPAIRED_IDLE", .scanQR, .roundOver),
    ])
    func mapsEverySocketState(word: String, state: SessionState, detail: SessionDetail) {
        #expect(WebJSConditions.ofSocketState(word) == SessionCondition(state, detail))
    }

    @Test(arguments: ["", "connected", "CONNECTED ", "PASSKEY_REQUIRED", "null"])
    func knowsNoOtherWord(word: String) {
        #expect(WebJSConditions.ofSocketState(word) == nil)
    }

    @Test(arguments: [
        ("session_not_found", SessionState.notFound, SessionDetail.none),
        ("session_not_connected", .starting, .booting), ("browser tab closed", .failed, .browserCrash),
        ("session closed", .failed, .browserCrash),
        ("Protocol error (Runtime.callFunctionOn): Target closed", .failed, .browserCrash),
        ("Runtime.callFunctionOn timed out. Increase the 'protocolTimeout' setting", .failed, .browserCrash),
        ("Attempted to use detached Frame 'A1'.", .failed, .browserCrash),
        ("Protocol error (Runtime.callFunctionOn): Cannot find context with specified id", .starting, .reconnecting),
        ("Execution context was destroyed, most likely because of a navigation.", .starting, .reconnecting),
        ("Evaluation failed: TypeError: window.require is not a function", .starting, .reconnecting),
        ("Evaluation failed: b", .failed, .unknown), ("Session_not_found", .failed, .unknown),
    ])
    func mapsWhatComesWithoutASocketState(message: String, state: SessionState, detail: SessionDetail) {
        #expect(WebJSConditions.ofMessage(message) == SessionCondition(state, detail))
    }
}
