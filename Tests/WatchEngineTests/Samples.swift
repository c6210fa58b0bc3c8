// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import RelinkTesting

@testable import WatchEngine

extension TestClock: TimeSource {}

extension LaneKey {
    /// A lane of the incidents of one session.
    static func sample(_ session: String, channel: ChannelID = "ops") -> LaneKey {
        LaneKey(recipient: Recipient(channel: channel), subject: .session(session), feed: .incidents)
    }
}

extension Claim {
    /// A claim of the incidents of one session.
    static func sample(_ session: String, gateway: GatewayID = "main", channel: ChannelID = "ops") -> Claim {
        Claim(gateway: gateway, lane: .sample(session, channel: channel))
    }
}

extension LaneTurn {
    /// The turn of a message that was decided now.
    static func now(_ clock: TestClock, _ retryClass: RetryClass = .urgent) -> LaneTurn {
        LaneTurn(retryClass: retryClass, since: clock.now.boot, dueAt: clock.now.boot)
    }
}

extension LiveQR {
    /// The code number `number` of a session, first seen now.
    static func sample(_ number: Int, at now: Moment, lives: Duration = .seconds(60)) throws -> LiveQR {
        LiveQR(
            payload: try Sample.payload(number), id: QRID(rawValue: "code\(number)"), round: 1, sequence: number,
            firstSeen: now.wall, expiresAt: now.wall + lives)
    }
}

/// Facts that several tests use.
enum Sample {
    struct BadPayload: Error {}

    static func payload(_ number: Int) throws -> QRPayload {
        guard let payload = QRPayload("2@sample-\(number)") else { throw BadPayload() }
        return payload
    }

    /// A row of the incidents of one session.
    static func row(_ session: String, channel: ChannelID = "ops", at now: Timestamp) -> Delivery {
        let event = AlertEvent(
            id: EventID("test00-1-\(session)"), kind: .sessionOpened, subject: .session(session), occurredAt: now,
            incident: nil, sequence: 1, condition: SessionCondition(.failed), severity: .error)
        return Delivery(
            id: DeliveryID("\(event.id):\(channel)"), lane: .sample(session, channel: channel), event: event,
            position: 1, createdAt: now)
    }
}
