// SPDX-License-Identifier: Apache-2.0

/// What operators, dashboards and commands may ask of a running watcher.
package protocol Operating: OperatingDeliveries {
    /// All gateways, in the order of the configuration.
    func gateways() async -> [GatewayStatus]

    /// All sessions, by gateway in the order of the configuration, then by name.
    func sessions() async -> [SessionStatus]

    /// One session; nil when it is not watched.
    func session(_ key: SessionKey) async -> SessionStatus?

    /// Asks the gateway for the session's status now and waits for the answer, at most `limit`.
    ///
    /// - Returns: the session afterwards, with what answered; nil when it is not watched. `nil` answer: no time left.
    func refresh(_ key: SessionKey, limit: Duration) async -> (status: SessionStatus, answer: PollAnswer?)?

    /// Starts the session as a person's wish, outside every budget, unless a start is under way.
    func start(_ key: SessionKey, limit: Duration) async -> StartAnswer

    /// The code that the session shows now. Asking keeps the code fresh for the next few seconds.
    func liveQR(_ key: SessionKey) async -> LiveQR?

    /// The incidents of all gateways: those that last, and those that are over and can still relapse.
    func incidents() async -> [IncidentStatus]

    /// What recipients were told of together, at all gateways.
    func groups() async -> [GroupStatus]

    /// The silences of all gateways, each once, those that end first first.
    func silences() async -> [Silence]

    /// Why the session's state was told or was not, and what happens next; nil when it is not watched.
    func explain(_ key: SessionKey) async -> Explanation?

    /// Takes on the incident, or all of the group, that is called so at any gateway.
    ///
    /// Like every wish below it returns only once it is durable.
    ///
    /// - Parameters:
    ///   - person: who; may be anything, it is cleaned.
    ///   - end: how long; nil for as long as the policy says.
    /// - Returns: the incidents as they stand afterwards.
    func acknowledge(
        _ name: IncidentName, by person: String, until end: Acknowledgement.End?
    ) async throws(OperatingError) -> [IncidentStatus]

    /// Gives back what somebody had taken on.
    ///
    /// - Returns: the incidents as they stand afterwards.
    func unacknowledge(_ name: IncidentName, by person: String) async throws(OperatingError) -> [IncidentStatus]

    /// Lets nothing be told of what matches, until then.
    func silence(
        _ match: Route.Match, until end: Timestamp, by person: String, comment: String
    ) async throws(OperatingError) -> Silence

    /// Ends a silence before its time.
    func endSilence(_ id: SilenceID) async throws(OperatingError) -> Silence

    /// Who is told in whose place at any gateway, each relief once, those that end first first.
    func reliefs() async -> [Relief]

    /// Has somebody told in another one's place, until then.
    ///
    /// - Parameters:
    ///   - away: who is not told: the id of a contact or of a channel.
    ///   - instead: who is, by the same names.
    func relieve(
        _ away: String, by instead: String, until end: Timestamp, madeBy person: String, comment: String
    ) async throws(OperatingError) -> Relief

    /// Ends a relief before its time.
    func endRelief(_ id: ReliefID) async throws(OperatingError) -> Relief

    /// Takes over what a person says a session should be; nil lets the configuration rule again.
    func expect(_ override: ExpectationOverride?, of key: SessionKey) async throws(OperatingError) -> SessionStatus

    /// Takes the account that the session is linked to for the right one.
    ///
    /// - Returns: the session afterwards.
    func acceptAccount(of key: SessionKey) async throws(OperatingError) -> SessionStatus

    /// Asks the gateway for a code that is typed into the phone of the session. Who asked is on record before.
    ///
    /// - Parameter person: who; may be anything, it is cleaned.
    func pairingCode(of key: SessionKey, by person: String) async throws(OperatingError) -> LivePairingCode

    /// Forgets a discovered session that is gone for good.
    func forget(_ key: SessionKey) async throws(OperatingError)

    /// Reads a push of a gateway, whose sender the caller has authenticated, and polls what it is about at once.
    func receivePush(_ body: [UInt8], from gateway: GatewayID) async

    /// Lines of a history, newest last.
    func history(_ query: HistoryQuery) async throws(StoreError) -> [HistoryRecord]

    /// Whether the watcher works.
    func health() async -> WatcherHealth

    /// The figures of the watcher.
    func metrics() async -> [Metric]
}
