// SPDX-License-Identifier: Apache-2.0

import RelinkModel

extension SessionCondition {
    /// What the session is, for people. A state that looks well and is not says so.
    var words: String {
        switch self {
        case .wrongAccount: "linked to another phone"
        case .stale: "connected without an answer of WhatsApp"
        default: state.words
        }
    }

    /// What has happened to it, after its title and a colon, without the full stop.
    func happening(again: Bool) -> String {
        switch self {
        case .wrongAccount: "another phone is linked"
        case .stale: "WhatsApp does not answer it\(again ? " again" : "")"
        default: state.happening(again: again)
        }
    }
}
