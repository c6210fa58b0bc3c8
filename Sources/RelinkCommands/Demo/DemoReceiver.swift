// SPDX-License-Identifier: Apache-2.0

import HTTPServing
import HTTPTypes
import Hummingbird
import HummingbirdCore
import JSONText
import Logging
import NIOCore
import Synchronization

/// The receiver of the demonstration: takes every webhook and shows what came.
final class DemoReceiver: Sendable {
    private let screen: DemoScreen
    private let serving = Mutex<Task<Void, any Error>?>(nil)

    init(screen: DemoScreen) {
        self.screen = screen
    }

    /// Binds a free port of 127.0.0.1 and begins to answer.
    ///
    /// - Returns: the port. Throws a ``Failure`` when none can be had.
    func start() async throws -> Int {
        let (ports, announce) = AsyncStream.makeStream(of: Int?.self)
        let screen = screen
        let responder = CallbackResponder { (request: Request, _: BasicRequestContext) in
            let body = try await request.body.collect(upTo: 1 << 20)
            screen.say(Self.words(Array(body.readableBytesView), signed: request.headers[.webhookSignature] != nil))
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

    /// Answers until the task is cancelled.
    func run() async {
        let task = serving.withLock { $0 }
        await withTaskCancellationHandler {
            _ = await task?.result
        } onCancel: {
            task?.cancel()
        }
    }

    /// A webhook's body with its long parts shortened.
    static func words(_ body: [UInt8], signed: Bool) -> String {
        guard let value = try? JSONText.parse(body) else { return "   receiver got something that is no JSON" }
        let text = JSONText.serialize(shortened(value), pretty: true)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return (["   receiver got a\(signed ? " signed" : "") webhook:"] + lines.map { "   │ \($0)" })
            .joined(separator: "\n")
    }

    /// The fields that tell the story; what is long is cut, what is empty is left out.
    private static func shortened(_ value: JSONValue) -> JSONValue {
        guard let object = value.object else { return shortText(value) }
        var short = JSONObject()
        for member in object.members {
            let value = shortened(member.value)
            if value.isNull || value.object?.isEmpty == true || value.array?.isEmpty == true { continue }
            short[member.key] = value
        }
        return .object(short)
    }

    private static func shortText(_ value: JSONValue) -> JSONValue {
        guard let text = value.string, text.count > 90 else { return value }
        return .string("\(text.prefix(60))… (\(text.count) characters)")
    }
}

extension HTTPField.Name {
    fileprivate static var webhookSignature: HTTPField.Name {
        HTTPField.Name("webhook-signature") ?? .contentType
    }
}
