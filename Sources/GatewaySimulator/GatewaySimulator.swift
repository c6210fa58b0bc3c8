// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// A gateway to try a watcher on: real HTTP on 127.0.0.1, simulated sessions behind it.
///
/// Whoever drives it does so by ``perform(_:)``, or over HTTP by `POST /_control/{command}` (see ``SimulatorControl``).
package final class GatewaySimulator: Sendable {
    private let world: Mutex<SimulatedWorld>
    private let speed: Double
    private let began = ContinuousClock.now
    private let listener: SimulatorListener

    /// A simulator of those settings, not listening yet.
    package init(_ settings: SimulatorSettings) {
        world = Mutex(SimulatedWorld(settings))
        speed = settings.speed
        listener = SimulatorListener(port: settings.port)
    }

    /// Begins to listen.
    ///
    /// - Returns: the port, which stays the same for good.
    @discardableResult
    package func start() async throws(SimulatorError) -> Int {
        try await listener.open(SimulatorResponder(simulator: self))
    }

    /// Cuts the listener and all connections, and waits until they are gone.
    package func stop() async {
        await listener.close()
    }

    /// Listens until the task is cancelled, with the interruptions that commands ask for.
    package func run() async throws(SimulatorError) {
        try await start()
        while (try? await Task.sleep(for: .seconds(3600))) != nil {}
        await stop()
    }

    /// What it was asked for so far.
    package var tally: SimulatorTally {
        world.withLock { $0.tally }
    }

    /// Does what a command says. Those about the listener return when it is down, or up again.
    package func perform(_ command: SimulatorCommand) async throws(SimulatorError) {
        switch command {
        case .die(let comeBackAfter):
            await listener.close()
            if let comeBackAfter { await comeBack(after: comeBackAfter, restoring: false) }
        case .comeBack:
            try await start()
        case .restart(let downFor):
            await listener.close()
            await comeBack(after: downFor, restoring: true)
        default:
            change(command)
        }
    }

    /// Does what a command about the world says.
    func change(_ command: SimulatorCommand) {
        let now = elapsed
        world.withLock { $0.perform(command, at: now) }
    }

    private func comeBack(after delay: Duration, restoring: Bool) async {
        await listener.open(SimulatorResponder(simulator: self), after: delay) { [self] in
            guard restoring else { return }
            let now = elapsed
            world.withLock { $0.restore(at: now) }
        }
    }

    /// Answers a request; the caller lets ``SimulatedAnswer/delay`` pass.
    func answer(_ request: SimulatedRequest) -> SimulatedAnswer {
        let now = elapsed
        return world.withLock { $0.answer(request, at: now) }
    }

    /// How long a simulated duration really takes.
    func real(_ simulated: Duration) -> Duration { simulated / speed }

    private var elapsed: Duration { (ContinuousClock.now - began) * speed }
}
