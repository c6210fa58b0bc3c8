// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import RelinkModel

struct MailroomTests {
    private let ops = Recipient(channel: "ops")
    private let night = Recipient(channel: "night")
    private let policy = WatchPolicy()

    private func at(_ seconds: Int64) -> Moment {
        Moment(wall: World.start.wall + .seconds(seconds), boot: World.start.boot + .seconds(seconds))
    }

    private func topic(_ name: String) -> Incident.Topic { .session(name) }

    private func never(_: Recipient, _: [Incident.Topic], _: BootTime) -> BootTime? { nil }

    @Test func whatComesUntilTheReleaseGoesOutTogetherAndInOrder() {
        var room = Mailroom(policy: policy)
        room.post(.opening, of: topic("b"), to: ops, release: at(10).boot)
        room.post(.opening, of: topic("a"), to: ops, release: at(17).boot)
        let found1 = room.takeDue(at: at(9), postpone: never).isEmpty
        #expect(found1)
        let due = room.takeDue(at: at(10), postpone: never)
        #expect(due.map(\.recipient) == [ops])
        #expect(due.first?.letters.map(\.topic) == [topic("b"), topic("a")])
        let found2 = room.takeDue(at: at(60), postpone: never).isEmpty
        #expect(found2)
        #expect(room.nextDeadline == nil)
    }

    @Test func theGraverMatterOfATopicIsTold() {
        var room = Mailroom(policy: policy)
        room.post(.escalation, of: topic("a"), to: ops, release: at(10).boot)
        room.post(.opening, of: topic("a"), to: ops, release: at(10).boot)
        let found3 = room.takeDue(at: at(10), postpone: never).first?.letters.map(\.matter)
        #expect(found3 == [.escalation])
    }

    @Test func whatHoursHoldWaitsUntilTheyOpen() {
        var room = Mailroom(policy: policy)
        room.post(.opening, of: topic("a"), to: night, release: nil)
        room.post(.opening, of: topic("b"), to: night, release: at(10).boot)
        let found4 = room.takeDue(at: at(10), postpone: never).first?.letters.map(\.topic)
        #expect(found4 == [topic("b")])
        #expect(room.isHeld(topic("a"), for: night))
        room.reconsider(at: at(50)) { _, _ in false }
        let found5 = room.takeDue(at: at(50), postpone: never).isEmpty
        #expect(found5)
        room.reconsider(at: at(60)) { recipient, _ in recipient == night }
        let found6 = room.takeDue(at: at(60), postpone: never).first?.letters.map(\.topic)
        #expect(found6 == [topic("a")])
    }

    @Test func whatIsTakenBackIsNotTold() {
        var room = Mailroom(policy: policy)
        room.post(.opening, of: topic("a"), to: ops, release: at(10).boot)
        room.withdraw(topic("a"), from: ops)
        #expect(!room.holds(topic("a"), for: ops))
        let found7 = room.takeDue(at: at(10), postpone: never).isEmpty
        #expect(found7)
    }

    @Test func whatIsTakenBackAndComesAgainStandsThereOnce() {
        var room = Mailroom(policy: policy)
        for _ in 0..<1000 {
            room.post(.opening, of: topic("a"), to: ops, release: at(10).boot)
            room.withdraw(topic("a"), from: ops)
        }
        room.post(.opening, of: topic("a"), to: ops, release: at(10).boot)
        let found8 = room.takeDue(at: at(10), postpone: never).first?.letters.map(\.topic)
        #expect(found8 == [topic("a")])
    }

    @Test func aRecipientIsQuietOnceNothingWasToldForAnInterval() {
        var room = Mailroom(policy: policy)
        #expect(room.isQuiet(ops, at: at(0)))
        room.toldAlone(topic("a"), to: ops, at: at(0))
        #expect(!room.isQuiet(ops, at: at(59)))
        #expect(room.singles(of: ops, at: at(59)) == [topic("a")])
        #expect(room.isQuiet(ops, at: at(60)))
        #expect(room.singles(of: ops, at: at(60)).isEmpty)
    }

    @Test func whatIsAboutToGrowWaitsALittleLonger() {
        var room = Mailroom(policy: WatchPolicy())
        room.post(.opening, of: topic("a"), to: ops, release: at(10).boot)
        room.post(.opening, of: topic("b"), to: ops, release: at(17).boot)
        var asked: [(topics: Int, promised: BootTime)] = []
        let early = room.takeDue(at: at(10)) { _, topics, promised in
            asked.append((topics.count, promised))
            return at(12).boot
        }
        #expect(early.isEmpty)
        #expect(room.nextDeadline == at(12).boot)
        let late = room.takeDue(at: at(12)) { _, topics, promised in
            asked.append((topics.count, promised))
            return at(12).boot
        }
        #expect(late.first?.letters.count == 2)
        #expect(asked.map(\.topics) == [2, 2])
        #expect(asked.map(\.promised) == [at(10).boot, at(10).boot])
    }
}
