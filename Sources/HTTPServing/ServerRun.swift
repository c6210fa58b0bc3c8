// SPDX-License-Identifier: Apache-2.0

package import Hummingbird
package import NIOCore
import Synchronization

/// Runs an HTTP server until its task is cancelled, and ends it in an order that it survives.
///
/// Hummingbird's own answer to cancellation drops connections that were accepted a moment ago, and NIO ends the whole
/// process for each of them ("Deinited NIOAsyncWriter without calling finish()", swift-nio 2.101.2, NIOAsyncWriter.swift;
/// seen under load). So the listener is closed first, what was accepted is taken up, and only then is the rest cancelled.
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
                try? await listener.withLock { $0 }?.close()
                try? await Task.sleep(for: grace)
                serving.cancel()
            }
        }
    }
}
