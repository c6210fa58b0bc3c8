// SPDX-License-Identifier: Apache-2.0

import Channels
import ConfigurationFile
import HTTPTransfer
import RelinkModel
import Simulation
import WatchEngine

/// A scenario with the channels of its configuration: their pace and their words are the real ones, and nothing is sent.
struct Rehearsal {
    let scenario: Scenario
    private let setup: SimulatedRun.Setup

    /// Throws a ``Failure`` when a template has a mistake.
    init(_ scenario: Scenario) throws {
        self.scenario = scenario
        let client = TransferClient(name: "relink-sim", maxConnections: 1, userAgent: Wiring.userAgent)
        let channels = try Wiring(scenario.configuration)
            .channels(liveQR: QRVault(time: SystemTimeSource()), client: client)
        let clock = LocalClock(timeZone: scenario.configuration.timezone) ?? .utc
        setup = SimulatedRun.Setup(
            plans: scenario.plans,
            channels: Dictionary(
                channels.map { ($0.plan.id, ChannelQueue(concurrency: $0.concurrency, limits: $0.limits)) }
            ) { first, _ in first }, start: scenario.start,
            calendars: { [calendars = scenario.configuration.calendars] in calendars.calendars(at: $0) }
        ) { Channels.text(of: $0, clock: clock) }
    }

    /// Everything that happens, in order.
    func play() -> [Happening] {
        var run = SimulatedRun(setup, script: scenario.steps.map { ($0.at, $0.cue) })
        run.run(until: scenario.length)
        return run.happenings
    }

    /// What differs from what the scenario expects, as `file:line:column: what`.
    func failures(_ happenings: [Happening]) -> [String] {
        scenario.expectations.flatMap { $0.failures(in: happenings) }
    }
}
