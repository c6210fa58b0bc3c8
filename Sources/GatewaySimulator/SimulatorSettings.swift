// SPDX-License-Identifier: Apache-2.0

/// What a simulated gateway is like from the beginning.
package struct SimulatorSettings: Sendable {
    /// Whose contract it speaks.
    package var kind: SimulatedKind
    /// The sessions it knows, in their order; more come with the first start of a name. All are connected.
    package var sessions: [String]
    /// The key that requests have to carry; nil for an open gateway.
    package var key: String?
    /// From the start of a session to its first page, in simulated time.
    package var bootTime: Duration
    /// How many simulated seconds pass in one.
    package var speed: Double
    /// Sets its QR codes apart from another simulator's.
    package var seed: UInt64
    /// The port on 127.0.0.1; 0 for any free one.
    package var port: Int

    /// A gateway with those properties.
    package init(
        kind: SimulatedKind = .wwebjs, sessions: [String] = [], key: String? = "change-me",
        bootTime: Duration = .seconds(10), speed: Double = 1, seed: UInt64 = 1, port: Int = 0
    ) {
        self.kind = kind
        self.sessions = sessions
        self.key = key
        self.bootTime = bootTime
        self.speed = max(speed, 0.001)
        self.seed = seed
        self.port = port
    }
}
