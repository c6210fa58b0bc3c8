// SPDX-License-Identifier: Apache-2.0

import HTTPServing
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import Synchronization

/// The receiver of the demonstration: takes every webhook and shows what came.
final class DemoReceiver: Sendable {
    /// What has arrived so far.
    struct Arrived {
        /// Whether the alert has. Its code may come too late for it, on a machine that is busy.
        var alert = false
        /// Whether the news of a recovery has.
        var recovery = false
    }

    private let screen: DemoScreen
    private let got = Mutex(Arrived())
    private let serving = Mutex<Task<Void, any Error>?>(nil)

    init(screen: DemoScreen) {
        self.screen = screen
    }

    /// Binds a free port of 127.0.0.1 and begins to answer.
    ///
    /// - Returns: the port. Throws a ``Failure`` when none can be had.
    func start() async throws -> Int {
        let (ports, announce) = AsyncStream.makeStream(of: Int?.self)
        let responder = CallbackResponder { (request: Request, _: BasicRequestContext) in
            let body = try await request.body.collect(upTo: 1 << 20)
            self.take(DemoWebhook(Array(body.readableBytesView), signed: request.headers[.webhookSignature] != nil))
            return Response(status: .noContent)
        }
        let run = ServerRun()
        let application = Application(
            responder: responder, configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: {
                run.began($0)
                announce.yield($0.localAddress?.port)
            },
            logger: Logger(label: "receiver") { _ in SwiftLogNoOpLogHandler() })
        let task = Task {
            defer { announce.finish() }
            try await run.serve(application, grace: .milliseconds(50))
        }
        serving.withLock { $0 = task }
        for await port in ports {
            if let port { return port }
        }
        throw Failure(words: "no port for the demonstration's receiver", status: ExitStatus.unavailable)
    }

    /// What has arrived so far.
    var arrived: Arrived { got.withLock { $0 } }

    private func take(_ webhook: DemoWebhook) {
        screen.say(webhook.words)
        got.withLock { arrived in
            arrived.alert = arrived.alert || webhook.kind == "session.opened"
            arrived.recovery = arrived.recovery || webhook.kind == "session.recovered"
        }
    }

    /// Answers until the task is cancelled.
    func run() async {
        let task = serving.withLock { $0 }
        await withTaskCancellationHandler {
            _ = await task?.result
        } onCancel: {
            task?.cancel()
        }
    }
}

extension HTTPField.Name {
    fileprivate static var webhookSignature: HTTPField.Name {
        HTTPField.Name("webhook-signature") ?? .contentType
    }
}
