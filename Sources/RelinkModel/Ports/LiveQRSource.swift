// SPDX-License-Identifier: Apache-2.0

/// Where an attempt finds the code that a session shows at that moment.
package protocol LiveQRSource: Sendable {
    /// The session's current code; nil when it shows none or the last one is dead.
    func liveQR(of session: SessionKey) -> LiveQR?
}
