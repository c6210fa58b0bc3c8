// SPDX-License-Identifier: Apache-2.0

import RelinkModel

extension SessionCondition {
    /// What the session is, for people. A state that looks well and is not says so.
    var words: String { self == .wrongAccount ? "linked to another phone" : state.words }
}
