// SPDX-License-Identifier: Apache-2.0

/// Something the driver does after the decision's changes are durable. Answers come back as ``Input``.
package enum Action: Hashable, Sendable {
    /// Ping the gateway.
    case ping
    /// Ask for its list of sessions.
    case list
    /// Ask for the status of these sessions.
    case poll([String])
    /// Look at the session's QR code.
    case pullQR(String)
    /// Ask which account the session is linked to.
    case readAccount(String)
    /// Ask a connected session something that only WhatsApp can answer.
    case probe(String)
    /// The code is over: drop it from memory.
    case dropQR(String)
    /// Start a session that does not run.
    case start(String)
    /// Restart a session that runs.
    case restart(String)
    /// The lane's head waits for its channel: send ``Input/admitted(_:)`` once it is due and there is room, or sooner as
    /// the probe of a channel that fails (``ChannelQueue``).
    case offer(LaneKey, LaneTurn)
    /// Render the row and store its request with this decision's changes, ahead of its turn: once that is durable, it is
    /// sent without another commit.
    case freeze(Delivery)
    /// Make an attempt. `render` asks for the request to be rendered, and stored with this decision's changes.
    case send(Delivery, render: Bool)
    /// Make a sent message show the session's code as it is now, or that there is none; best effort.
    case update(StoredReference, AlertEvent)
    /// Tell a new QR code, from memory, best effort; the row is not stored.
    case announce(Delivery)
    /// Write a line of the log.
    case log(LogEntry)
}
