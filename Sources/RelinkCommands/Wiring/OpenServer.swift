// SPDX-License-Identifier: Apache-2.0

import StatusServer
import Synchronization

/// A server that listens, until it is closed.
struct OpenServer: Sendable {
    /// Where it listens.
    let listener: StatusServer.Listener
    private let running: Task<Void, Never>

    /// Returns once it listens. Throws when the address cannot be had.
    ///
    /// - Parameter failed: hears why it listens no more, when nobody has closed it.
    init(
        _ server: StatusServer, failed: @escaping @Sendable (StatusServerError) -> Void
    ) async throws(StatusServerError) {
        let (words, announce) = AsyncStream.makeStream(of: Result<Void, StatusServerError>.self)
        let isListening = Mutex(false)
        listener = server.listener
        running = Task {
            do throws(StatusServerError) {
                try await server.run {
                    isListening.withLock { $0 = true }
                    announce.yield(.success(()))
                }
            } catch {
                if isListening.withLock({ $0 }) { failed(error) } else { announce.yield(.failure(error)) }
            }
            announce.finish()
        }
        for await word in words {
            try word.get()
            break
        }
    }

    /// Listens no more, and returns once what is under way is answered or cut.
    func close() async {
        running.cancel()
        await running.value
    }
}
