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
    /// The answer to a question for the account that a session is linked to.
    case sawAccount(session: String, AccountAnswer)
    /// Whether WhatsApp answered a session that was asked.
    case probed(session: String, ProbeAnswer)
    /// Somebody is told in another one's place for a while.
    case relieved(Relief)
    /// A relief ends before its time.
    case reliefEnded(ReliefID)
    /// A person says that the account a session is linked to is the right one.
    case accountAccepted(session: String)
    /// A person asks for a pairing code; who may be empty.
    case pairingWanted(session: String, by: String)
    /// The gateway gave one. The code itself never gets here.
    case pairingShown(session: String)
    /// The answer to a start or restart of ours.
    case startAnswered(session: String, StartAnswer)
    /// A person wants the session started.
    case startWanted(session: String)
    /// Somebody looks at the session's QR code at this moment.
    case viewed(session: String)
    /// The channel has room for the lane's next message.
    case admitted(LaneKey)
    /// Which recipients of a channel get nothing at present, and why; none once it works.
    ///
    /// - Parameter tells: whether this gateway's watch tells people of it. One does.
    case channel(ChannelID, [Recipient: ChannelTrouble], tells: Bool)
    /// What is seen of all gateways together.
    ///
    /// - Parameter tells: whether this gateway's watch tells people of it. One does.
    case sight(Sight, tells: Bool)
    /// Whether the configuration in the file is the one that runs: why it is not, a line each, or nothing. Only for the
    /// watch that tells people of Relink itself.
    case configuration([String])
    /// Rows that were given up are to be sent once more.
    case replay([ReplayedRow])
    /// An attempt ended.
    case attempted(DeliveryID, AttemptReport)
    /// The windows of the coming days.
    case calendars(Calendars)
    /// Somebody takes an incident on, or all of a group's; for as long as the policy says where `until` is nil.
    case acknowledged(IncidentID, by: String, until: Acknowledgement.End?)
    /// Somebody gives an incident back.
    case unacknowledged(IncidentID, by: String)
    /// Somebody does not want to be told for a while.
    case silenced(Silence)
    /// A silence ends before its time.
    case silenceEnded(SilenceID)
    /// Somebody says what a session should be; nil lets the configuration rule again.
    case expected(session: String, ExpectationOverride?)
    /// Somebody says that a discovered session is gone for good.
    case forgotten(session: String)
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
