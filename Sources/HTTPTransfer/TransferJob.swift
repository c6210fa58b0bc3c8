// SPDX-License-Identifier: Apache-2.0

/// A request on its way, and who waits for it.
struct TransferJob {
    /// Who waits.
    enum Destination {
        case single(TransferTicket)
        case batch(any TransferSink, tag: Int)
    }

    let request: HTTPRequest
    let destination: Destination

    /// Whether this is the job of the ticket.
    func belongs(to ticket: TransferTicket) -> Bool {
        guard case .single(let own) = destination else { return false }
        return own === ticket
    }
}
