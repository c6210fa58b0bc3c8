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

    /// Reads a push of a gateway, whose sender the caller has authenticated, and polls what it is about at once.
    func receivePush(_ body: [UInt8], from gateway: GatewayID) async

    /// Lines of a history, newest last.
    func history(_ query: HistoryQuery) async throws(StoreError) -> [HistoryRecord]

    /// Whether the watcher works.
    func health() async -> WatcherHealth

    /// The figures of the watcher.
    func metrics() async -> [Metric]
}
