// SPDX-License-Identifier: Apache-2.0

/// Something that happened, as the deciding code hears of it. The driver stamps each with a ``Moment``.
package enum Input: Hashable, Sendable {
    /// Status answers that came together.
    case polled([PolledSession])
    /// The answer to a ping.
    case pinged(PingAnswer)
    /// The answer to a request for the list.
    case listed(ListAnswer)
    /// A push; only a reason to poll.
    case pushed(PushHint)
    /// The answer to a request for a session's QR code. The payload itself never gets here.
    case sawQR(session: String, QRSighting)
    /// The answer to a start or restart of ours.
    case startAnswered(session: String, StartAnswer)
    /// A person wants the session started.
    case startWanted(session: String)
    /// Somebody looks at the session's QR code at this moment.
    case viewed(session: String)
    /// The channel has room for the lane's next message.
    case admitted(LaneKey)
    /// An attempt ended.
    case attempted(DeliveryID, AttemptReport)
    /// Time passed.
    case tick
}

/// What a look at a session's QR code showed.
package enum QRSighting: Hashable, Sendable {
    /// This code.
    case code(QRID)
    /// None.
    case none
    /// The look failed; what is known stays as it is.
    case failed
}
