// SPDX-License-Identifier: Apache-2.0

/// What became of one attempt. Data, not an error: the lane decides what follows.
package enum DeliveryOutcome: Hashable, Sendable {
    /// Accepted; `ref` names the message where the channel can edit it later.
    case delivered(ref: RemoteReference?)
    /// The receiver has it already, from an earlier attempt.
    case duplicate
    /// Not now. `after` is what the receiver asked for, nil where it asked for nothing.
    case retry(after: Duration?, reason: String)
    /// This message will never be accepted: tried once more as plain text, then dead.
    case reject(reason: String)
    /// The channel itself is broken (wrong key, gone, redirected): rows wait, it is probed after that long.
    case suspend(probeAfter: Duration, reason: String)

    /// Whether the receiver has the message.
    package var isTaken: Bool {
        switch self {
        case .delivered, .duplicate: true
        case .retry, .reject, .suspend: false
        }
    }
}
