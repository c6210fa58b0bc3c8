// SPDX-License-Identifier: Apache-2.0

/// An HTTP client with its own thread, connections and DNS cache.
///
/// Polls and deliveries have one each, so that neither waits for the other's slow names. The thread sleeps when there
/// is nothing to do and ends with `shutdown` or when the client is released.
package final class TransferClient: Sendable {
    private let loop: TransferLoop

    /// Starts a client.
    ///
    /// - Parameters:
    ///   - name: names the thread; 15 characters count.
    ///   - maxConnections: the most requests under way at once; more wait their turn.
    ///   - userAgent: the User-Agent header.
    ///   - guard: the addresses that are refused, or nil to refuse none.
    package init(
        name: String, maxConnections: Int, userAgent: String, guard addressGuard: AddressGuard? = AddressGuard()
    ) {
        let settings = TransferSettings(
            maxConnections: max(1, maxConnections), userAgent: userAgent, addressGuard: addressGuard)
        loop = TransferLoop(name: name, settings: settings)
    }

    deinit {
        loop.shutdown()
    }

    /// Sends a request and waits for its answer. Throws when there is none; cancelling the task ends the transfer.
    package func perform(_ request: HTTPRequest) async throws(TransferError) -> HTTPResponse {
        let ticket = TransferTicket()
        let outcome = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                ticket.wait(continuation)
                if !loop.push(.single(request, ticket)) { ticket.finish(.failure(.shutDown)) }
            }
        } onCancel: {
            if ticket.cancel() { _ = loop.push(.cancel(ticket)) }
        }
        return try outcome.get()
    }

    /// Opens a stream of requests whose answers come back decoded and in batches.
    ///
    /// - Parameters:
    ///   - decode: runs on the client's thread, one call at a time, so it may keep a parser; it must not block.
    ///   - deliver: takes what was decoded in one turn of the loop, on the client's thread; it must not block.
    package func feed<Value: Sendable>(
        decode: sending @escaping TransferFeed<Value>.Decode, deliver: @escaping @Sendable ([Value]) -> Void
    ) -> TransferFeed<Value> {
        TransferFeed(loop: loop, decode: decode, deliver: deliver)
    }

    /// How often the client's thread has turned: whether it does is seen by knocking. Never waits.
    package var turns: Int { loop.turns }

    /// Makes the client's thread turn once more. Never waits.
    package func knock() { loop.knock() }

    /// Ends every request with `TransferError.stage == .cancelled` and stops the thread. Does not wait for it.
    package func shutdown() {
        loop.shutdown()
    }
}
