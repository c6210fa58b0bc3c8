// SPDX-License-Identifier: Apache-2.0

import RelinkModel

extension SessionDetail {
    /// The reason in words; empty where it says no more than the state does.
    var words: String {
        switch self {
        case .none, .ok, .accountUnverified, .qr, .booting, .unknown: ""
        case .wrongAccount: "another phone is linked than the one it should have"
        case .stale: "two questions to WhatsApp had no answer"
        case .pairingCode: "it asks for a pairing code"
        case .passkeyRequired: "the phone asks for a passkey"
        case .passkeyConfirm: "the phone asks whether its passkey may be used"
        case .roundOver: "nobody scanned its codes, and it shows no new one"
        case .linkRefused: "a phone scanned the code and was not linked"
        case .neverLinked: "it was never linked here"
        case .authenticating: "logging in"
        case .reconnecting: "reconnecting"
        case .loggedOut: "logged out on the phone"
        case .forbidden: "WhatsApp refuses the number"
        case .authFailure: "WhatsApp refuses the stored login"
        case .replaced: "opened at another place"
        case .versionOutdated: "the gateway is too old for WhatsApp"
        case .proxyBlock: "WhatsApp refuses the gateway's network address"
        case .tosBlock: "blocked for WhatsApp's terms of service"
        case .browserCrash: "its browser crashed"
        case .statusTimeout: "it hangs, although the gateway answers"
        case .stuckStarting: "it started and never came up"
        case .reconnectLoop: "it fails in the same way after each start"
        case .dns: "name not found"
        case .refused: "connection refused"
        case .tls: "no secure connection"
        case .timeout: "no answer in time"
        case .http5xx: "the server reports an error"
        case .proxyAnswer: "something in front of the gateway answers for it"
        case .network: "network failure"
        case .auth: "your API key was refused"
        case .unmapped: "answers that I do not know"
        case .blind: "no gateway answers"
        case .sessionsLost: "most of its sessions are gone"
        default: CleanText.line(rawValue, limit: DataLimits.tight.words)
        }
    }

    /// What a person is asked to do where a session waits for its phone.
    var request: String {
        switch self {
        case .passkeyRequired, .passkeyConfirm: "Please confirm on the phone, with its passkey, fingerprint or PIN."
        case .linkRefused:
            "Please scan once more. If the phone then asks for a passkey, a fingerprint or its PIN, confirm there."
        case .neverLinked: "Please link it, it takes a minute."
        default: "Please link it again, it takes a minute."
        }
    }

    /// What a person can do about a failure with that reason; nil where the reason calls for nothing special.
    var remedy: String? {
        switch self {
        case .loggedOut, .authFailure: "Please link it again."
        case .forbidden, .tosBlock: "Please look at WhatsApp on the phone: only there can this be appealed."
        case .replaced: "Please close it there, or link it here again."
        case .reconnectLoop:
            "Starting it again does not help, so I have stopped. Please look at the gateway's log, or link it again."
        case .versionOutdated: "Please update the gateway."
        case .proxyBlock: "Please check the gateway's network or proxy."
        default: nil
        }
    }
}
