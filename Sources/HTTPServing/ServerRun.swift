// SPDX-License-Identifier: Apache-2.0

package import Hummingbird
package import NIOCore
import Synchronization

/// Runs an HTTP server until its task is cancelled, and ends it in an order that it survives.
///
/// Hummingbird's own answer to cancellation drops connections that were accepted a moment ago, and so does closing the
/// listener; NIO then ends the whole process for each of them ("Deinited NIOAsyncWriter without calling finish()",
/// swift-nio 2.101.2, NIOAsyncWriter.swift; seen whenever somebody connects meanwhile). So first nothing more is accepted,
/// what was is taken up, and only then is the listener closed, and the rest cancelled.
package final class ServerRun: Sendable {
    private let listener = Mutex<(any Channel)?>(nil)

    /// A run that has not begun.
    package init() {}

    /// Takes the listening channel; to be called from the application's `onServerRunning`.
    package func began(_ channel: any Channel) {
        listener.withLock { $0 = channel }
    }

    /// Serves until the task is cancelled, or fails to begin with the application's own error.
    ///
    /// - Parameter grace: how long open connections may go on after a cancellation.
    package func serve(_ application: some ApplicationProtocol, grace: Duration) async throws {
        // Outside of the structure, so that the caller's cancellation does not reach it, and awaited right here.
        let serving = Task { try await application.run() }
        try await withTaskCancellationHandler {
            try await serving.value
        } onCancel: {
            Task {
                await close(loops: Array(application.eventLoopGroup.makeIterator()))
                try? await Task.sleep(for: grace)
                serving.cancel()
            }
        }
    }

    private func close(loops: [any EventLoop]) async {
        guard let listener = listener.withLock({ $0 }) else { return }
        try? await listener.setOption(.autoRead, value: false).get()
        // An accepted connection goes from the listener's loop to its own and back. Each loop works off its tasks in order,
        // so whatever was on its way is there once all of them have turned as often.
        for _ in 0..<Self.hops {
            for loop in loops + [listener.eventLoop] { try? await loop.submit {}.get() }
        }
        try? await listener.close()
    }

    /// From the listener's loop to the connection's, its registration there, and back; one more for good measure.
    private static let hops = 4
}
