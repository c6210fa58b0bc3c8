// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import Simulation
import Testing

struct MessageExpectationTests {
    private let happenings = [
        told(.sessionOpened, "shop", after: .seconds(60)), told(.sessionRecovered, "shop", after: .minutes(5)),
    ]

    @Test(arguments: [
        MessageExpectation(place: "f:1:1", recipient: "ops"),
        MessageExpectation(place: "f:1:1", recipient: "ops", kind: .sessionOpened, count: 1...1),
        MessageExpectation(place: "f:1:1", recipient: "ops", session: "shop", count: 0...2),
        MessageExpectation(place: "f:1:1", recipient: "ops", kinds: [.sessionOpened, .sessionRecovered]),
        MessageExpectation(
            place: "f:1:1", recipient: "ops", first: .init(.seconds(70), within: .seconds(10)), text: "opened"),
        MessageExpectation(place: "f:1:1", recipient: "boss", count: 0...0),
    ]) func whatCameAsExpectedDiffersInNothing(expectation: MessageExpectation) {
        #expect(expectation.failures(in: happenings) == [])
    }

    @Test(arguments: [
        MessageExpectation(place: "f:1:1", recipient: "boss"),
        MessageExpectation(place: "f:1:1", recipient: "ops", count: 1...1),
        MessageExpectation(place: "f:1:1", recipient: "ops", kind: .sessionReminder),
        MessageExpectation(place: "f:1:1", recipient: "ops", session: "other"),
        MessageExpectation(place: "f:1:1", recipient: "ops", kinds: [.sessionRecovered, .sessionOpened]),
        MessageExpectation(place: "f:1:1", recipient: "ops", first: .init(.seconds(71), within: .seconds(10))),
        MessageExpectation(place: "f:1:1", recipient: "ops", text: "nothing of that"),
    ]) func whatDiffersIsNamedWithItsPlace(expectation: MessageExpectation) {
        let failures = expectation.failures(in: happenings)
        #expect(failures.count == 1)
        #expect(failures.first?.hasPrefix("f:1:1: ") == true)
    }

    private static func told(_ kind: EventKind, _ session: String, after offset: Duration) -> Happening {
        let event = AlertEvent(
            id: "a-1", kind: kind, subject: .session(session), occurredAt: Timestamp(milliseconds: 0), incident: nil,
            sequence: 1, condition: SessionCondition(.failed), severity: .error)
        let message = ToldMessage(
            recipient: Recipient(channel: "ops"), gateway: "main", event: event, text: kind.rawValue, attempt: 1,
            isCopy: false)
        return Happening(at: Timestamp(milliseconds: 0), offset: offset, what: .told(message))
    }
}
