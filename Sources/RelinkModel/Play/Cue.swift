// SPDX-License-Identifier: Apache-2.0

/// Something that the script lets happen to the world at its time.
package enum Cue: Hashable, Sendable {
    /// These sessions of a gateway look like that from now on.
    case session(GatewayID, [String], SessionScript)
    /// The gateway answers in that way from now on.
    case reach(GatewayID, Reach)
    /// The gateway's container is restarted: it is away for `down`, then knows none of its sessions, and brings back one
    /// after the other, `every` so often.
    case restartGateway(GatewayID, down: Duration, every: Duration)
    /// What becomes of starts at the gateway from now on.
    case starts(GatewayID, StartScript)
    /// The gateway's list names these from now on.
    case list(GatewayID, [String])
    /// Whoever is behind the channel does that with what is sent from now on.
    case receiver(ChannelID, Receiver)
    /// Somebody takes on the outage of that subject; nil for the gateway's newest group.
    case acknowledge(GatewayID, Subject?, by: String, until: Acknowledgement.End?)
    /// Somebody gives it back.
    case unacknowledge(GatewayID, Subject?, by: String)
    /// Somebody does not want to be told for a while.
    case silence(SilenceID, Route.Match, for: Duration, comment: String)
    /// The silence of that id ends before its time.
    case endSilence(SilenceID)
    /// Somebody is told in another one's place for a while.
    case relieve(ReliefID, of: Recipient, by: Recipient, for: Duration, comment: String)
    /// The relief of that id ends before its time.
    case endRelief(ReliefID)
    /// Somebody says what a session should be, for as long as given or for good; nil lets the configuration rule again.
    case expect(GatewayID, String, SessionPlan.Expectation?, for: Duration?)
    /// Somebody takes the account that the session is linked to for the right one.
    case acceptAccount(GatewayID, String)
    /// Somebody wants the session started.
    case start(GatewayID, String)
    /// The gateway pushes something about the session.
    case push(GatewayID, String)
    /// Relink is killed, and started again after that long.
    case kill(Duration)
    /// The wall clock jumps by that much.
    case jump(Duration)
}
