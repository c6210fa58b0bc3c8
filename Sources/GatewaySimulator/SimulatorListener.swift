// SPDX-License-Identifier: Apache-2.0

import HTTPServing
import Hummingbird
import Logging
import NIOCore

/// The listening socket of a simulator, which can go away and come back on the same port.
actor SimulatorListener {
    private var port: Int
    private var serving: Task<Void, any Error>?
    private var returning: Task<Void, Never>?

    init(port: Int) { self.port = port }

    /// Binds and begins to serve; does nothing when it does so already. Returns the port.
    func open(_ responder: SimulatorResponder) async throws(SimulatorError) -> Int {
        returning?.cancel()
        returning = nil
        return try await bind(responder)
    }

    /// Opens later, after `prepare`, unless it is opened or closed before.
    func open(_ responder: SimulatorResponder, after delay: Duration, prepare: @escaping @Sendable () -> Void) {
        returning?.cancel()
        returning = Task {
            guard (try? await Task.sleep(for: delay)) != nil else { return }
            prepare()
            // The port was ours a moment ago. Should another process have it now, the gateway just stays away.
            _ = try? await bind(responder)
        }
    }

    /// Cuts the listener and all connections, and waits until they are gone.
    func close() async {
        returning?.cancel()
        returning = nil
        let ending = serving
        serving = nil
        ending?.cancel()
        _ = await ending?.result
    }

    private func bind(_ responder: SimulatorResponder) async throws(SimulatorError) -> Int {
        guard serving == nil else { return port }
        let (bound, announce) = AsyncStream.makeStream(of: Int?.self)
        let run = ServerRun()
        let application = Application(
            responder: responder,
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: port), backlog: 4096),
            onServerRunning: {
                run.began($0)
                announce.yield($0.localAddress?.port)
            },
            logger: Logger(label: "simulator") { _ in SwiftLogNoOpLogHandler() })
        let task = Task {
            defer { announce.finish() }
            try await run.serve(application, grace: .milliseconds(50))
        }
        serving = task
        for await actual in bound {
            port = actual ?? port
            return port
        }
        serving = nil
        throw await .cannotListen(port: port, reason: Self.reason(of: task))
    }

    private static func reason(of task: Task<Void, any Error>) async -> String {
        switch await task.result {
        case .success: "it ended at once"
        case .failure(let error): String(describing: error)
        }
    }
}
