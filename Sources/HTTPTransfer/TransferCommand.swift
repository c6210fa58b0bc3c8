// SPDX-License-Identifier: Apache-2.0

/// What other threads ask of the loop.
enum TransferCommand: Sendable {
    /// Send one request and tell the ticket.
    case single(HTTPRequest, TransferTicket)
    /// Look whether the caller behind the ticket gave up.
    case cancel(TransferTicket)
    /// Send a batch and tell the sink.
    case batch([TaggedRequest], any TransferSink)
}
