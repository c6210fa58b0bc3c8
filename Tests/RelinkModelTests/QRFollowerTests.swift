// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import RelinkModel

struct QRFollowerTests {
    private let incident: IncidentID = "x-1"
    private func at(_ seconds: Int64) -> BootTime { BootTime(milliseconds: seconds * 1000) }
    private func code(_ number: Int) -> QRID { QRID(rawValue: String(number)) }

    private func reference(_ text: String = "m1", to channel: ChannelID = "tg") -> StoredReference {
        StoredReference(
            incident: incident, recipient: Recipient(channel: channel), reference: RemoteReference(rawValue: text))
    }

    private func follower() -> QRFollower {
        var follower = QRFollower(policy: WatchPolicy(), references: [])
        follower.add(reference(), showing: code(1), round: 1, at: at(0))
        return follower
    }

    @Test func anEditWaitsFifteenSecondsAndShowsTheNewestCode() {
        var follower = follower()
        #expect(follower.edits(of: incident, code: code(1), round: 1, at: at(100)) == [])
        #expect(follower.edits(of: incident, code: code(2), round: 1, at: at(14)) == [])
        #expect(follower.nextDeadline(of: incident, code: code(2), round: 1) == at(15))
        #expect(follower.edits(of: incident, code: code(3), round: 1, at: at(15)) == [reference()])
        #expect(follower.edits(of: incident, code: code(3), round: 1, at: at(99)) == [])
        #expect(follower.nextDeadline(of: incident, code: code(3), round: 1) == nil)
    }

    @Test func aRoundHasEightEditsAndOneThatTakesThePictureAway() {
        var follower = follower()
        var edits = 0
        for number in 2..<30 {
            edits += follower.edits(of: incident, code: code(number), round: 1, at: at(Int64(number) * 20)).count
        }
        #expect(edits == 8)
        #expect(follower.edits(of: incident, code: nil, round: 1, at: at(700)) == [reference()])
        #expect(follower.edits(of: incident, code: nil, round: 1, at: at(800)) == [])
        #expect(follower.edits(of: incident, code: code(31), round: 2, at: at(900)) == [reference()])
    }

    @Test func theLastEditComesOnce() {
        var follower = follower()
        #expect(follower.finish(incident) == [reference()])
        #expect(follower.finish(incident) == [])
        #expect(!follower.isFollowed(incident))
        #expect(follower.edits(of: incident, code: code(9), round: 2, at: at(99)) == [])
    }

    @Test func onlyTheNewestMessageOfARecipientFollows() {
        var follower = follower()
        follower.add(reference("m2"), showing: code(1), round: 1, at: at(5))
        follower.add(reference("other", to: "discord"), showing: code(1), round: 1, at: at(5))
        #expect(
            Set(follower.edits(of: incident, code: code(2), round: 1, at: at(20))) == [
                reference("m2"), reference("other", to: "discord"),
            ])
    }

    @Test func storedMessagesGoOnToFollow() {
        var follower = QRFollower(policy: WatchPolicy(), references: [reference()])
        #expect(follower.isFollowed(incident))
        #expect(follower.edits(of: incident, code: code(5), round: 1, at: at(0)) == [reference()])
        follower.forget(incident)
        #expect(!follower.isFollowed(incident))
        #expect(follower.finish(incident) == [])
    }
}
