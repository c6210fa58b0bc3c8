// SPDX-License-Identifier: Apache-2.0

/// What can be done to the simulated gateway from outside. `session` is a name, or `*` for all sessions there are.
package enum SimulatorCommand: Hashable, Sendable {
    /// Has the session running with that page: `UNPAIRED` unlinks its phone and begins a round of codes.
    case show(session: String, SimulatedPage)
    /// Ends the session's browser, as its crash would.
    case stop(session: String)
    /// Shows the next QR code at once.
    case rotate(session: String)
    /// Keeps the QR code as it is, stale.
    case freeze(session: String)
    /// A phone scans the code: PAIRING, and 3 simulated seconds later CONNECTED.
    case scan(session: String)
    /// Puts that phone in the place of the one that scans: its number, in digits. What is linked stays linked.
    case phone(session: String, number: String)
    /// Makes the session's status take that much longer, in simulated time.
    case hang(session: String, Duration)
    /// Lets the session hear nothing of WhatsApp any more while it says CONNECTED, or hear it again.
    case deafen(session: String, Bool)
    /// Makes starts and restarts of the session fail, or with nil succeed again. A restart says that it succeeded.
    case failStarts(session: String, StartFailure?)
    /// Delays every answer, in simulated time.
    case latency(Duration)
    /// Takes only that key from now on; nil takes any.
    case key(String?)
    /// Answers like a proxy in front of the gateway, or with nil like the gateway again.
    case proxy(ProxyPretence?)
    /// Cuts the listener and all connections; comes back by itself after that much real time, or with nil when told to.
    case die(comeBackAfter: Duration?)
    /// Listens on the same port again, with the sessions as they were.
    case comeBack
    /// Dies, comes back after that much real time, and then boots the sessions that were running: wwebjs-api one by
    /// one, its ancestor all at once.
    case restart(downFor: Duration)
}
