// SPDX-License-Identifier: Apache-2.0

/// A gateway as the engine sees it. Adapters never throw: whatever happens is an answer.
///
/// Every answer is about the gateway that was configured and authenticated to; nothing here can log a session out.
package protocol SessionGateway: Sendable {
    /// Its `id` in the configuration.
    var id: GatewayID { get }

    /// What software it is.
    var kind: GatewayKind { get }

    /// Whether the gateway itself can keep a session of that name (its own rule for ids).
    func accepts(sessionName: String) -> Bool

    /// Asks whether the gateway is there; answered within 5 s.
    func ping() async -> PingAnswer

    /// Asks which sessions it knows.
    func list() async -> ListAnswer

    /// Asks for the status of many sessions at once, without waiting.
    ///
    /// `deliver` gets each session exactly once, in batches of whatever completed together, on a thread of the
    /// adapter's: it must return at once.
    func poll(_ sessions: [String], deliver: @escaping @Sendable ([PolledSession]) -> Void)

    /// Asks for the QR code that is shown now. Has no side effect at the gateway.
    func qr(_ session: String) async -> QRAnswer

    /// Asks which account a connected session is linked to. Has no side effect at the gateway.
    func account(_ session: String) async -> AccountAnswer

    /// Asks a connected session something that only WhatsApp can answer, to tell a dead connection from a live one. Changes
    /// nothing, and costs the session a request to WhatsApp.
    func probe(_ session: String) async -> ProbeAnswer

    /// Asks for a code that is typed into the phone instead of scanning. The phone is told of it, so that it is asked for
    /// on a person's request alone, and the request leaves once.
    ///
    /// - Parameter phone: the number of that phone, `+` and digits.
    func pairingCode(_ session: String, for phone: String) async -> PairingAnswer

    /// Starts a session that the gateway does not run.
    func start(_ session: String) async -> StartAnswer

    /// Restarts a session that the gateway runs, keeping its link.
    func restart(_ session: String) async -> StartAnswer

    /// Reads a push's body; an unknown or malformed one is no hint.
    func hints(inPush body: [UInt8]) -> [PushHint]
}
