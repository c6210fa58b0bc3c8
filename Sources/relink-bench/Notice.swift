// SPDX-License-Identifier: Apache-2.0

import JSONText

/// What a webhook's body says, as far as it matters here.
struct Notice: Sendable {
    let at: ContinuousClock.Instant
    let session: String
    let state: String

    /// nil for a body that is none of a session's transition.
    init?(_ arrival: Receiver.Arrival) {
        guard let body = try? JSONText.parse(arrival.body), body["type"]?.string == "session.transition",
            let session = body["session"]?["name"]?.string, let state = body["state"]?.string
        else { return nil }
        at = arrival.at
        self.session = session
        self.state = state
    }
}
