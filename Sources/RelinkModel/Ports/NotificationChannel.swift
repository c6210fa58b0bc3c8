// SPDX-License-Identifier: Apache-2.0

/// A channel as the engine sees it. It never throws: a failed template falls back, a failed attempt is an outcome.
package protocol NotificationChannel: Sendable {
    /// What the deciding code knows of it.
    var plan: ChannelPlan { get }

    /// Attempts under way at once.
    var concurrency: Int { get }

    /// How many requests the service takes in the long run, edits included; none where it does not say.
    var limits: [RateLimit] { get }

    /// Renders a delivery. A template that fails gives the built-in plain text and says why.
    ///
    /// - Parameter plain: asks for that plain text at once, since the receiver rejected the full form.
    func prepare(_ alert: Alert, plain: Bool) -> PreparedRequest

    /// Makes one attempt: fills the slots, signs, sends, and reads the answer.
    ///
    /// - Parameters:
    ///   - attempt: from 1.
    ///   - session: whose code the QR slots show; nil for an event of the gateway itself.
    func send(
        _ request: FrozenRequest, delivery: DeliveryID, attempt: Int, session: SessionKey?, at now: Timestamp
    ) async -> AttemptReport

    /// Makes a sent message follow the QR code: shows the current one, or that there is none any more.
    ///
    /// Best effort, from memory: a failed edit is forgotten.
    func update(_ reference: RemoteReference, alert: Alert, at now: Timestamp) async -> AttemptReport
}

extension NotificationChannel {
    package var limits: [RateLimit] { [] }
}
