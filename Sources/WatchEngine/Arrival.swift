// SPDX-License-Identifier: Apache-2.0

import RelinkModel

/// What reaches a gateway's driver.
enum Arrival: Sendable {
    /// Something that the watch decides on as it is.
    case input(Input)
    /// A QR code was seen. The watch hears its id, and the vault keeps the payload if the watch takes the code.
    case code(session: String, QRPayload, id: QRID)
    /// The requests of these rows are durable.
    case settled([DeliveryID])
    /// The store has refused what happens for a while, for that reason.
    case storeFailed(StoreError)
    /// Somebody wants to know what the next poll of the session says.
    case refreshWanted(session: String, Reply<PollAnswer>)
    /// A person's wish, who waits until it is durable.
    case wish(Input, Reply<Bool>)
    /// A person wants the session started.
    case startWanted(session: String, Reply<StartAnswer>)

    /// Tells whoever waits for it that nothing comes of it.
    func giveUp() {
        switch self {
        case .refreshWanted(_, let reply): reply.give(nil)
        case .wish(_, let reply): reply.give(nil)
        case .startWanted(_, let reply): reply.give(nil)
        case .input, .code, .settled, .storeFailed: break
        }
    }
}
