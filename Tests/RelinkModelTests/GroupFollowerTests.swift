// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import RelinkModel

struct GroupFollowerTests {
    private let chat = Recipient(channel: "chat")

    private func at(_ seconds: Int64) -> Moment {
        Moment(wall: World.start.wall + .seconds(seconds), boot: World.start.boot + .seconds(seconds))
    }

    private func message(_ name: String) -> StoredReference {
        StoredReference(incident: "x-1", recipient: chat, reference: RemoteReference(rawValue: name))
    }

    @Test func editsAreAnIntervalApartAndTheLastMessageCounts() {
        var follower = GroupFollower(policy: WatchPolicy())
        follower.changed(chat, at: at(0))
        #expect(follower.nextDeadline == nil)
        follower.add(message("a"), at: at(0))
        follower.changed(chat, at: at(5))
        follower.changed(chat, at: at(7))
        #expect(follower.nextDeadline == at(60).boot)
        let early = follower.takeDue(at: at(59))
        let due = follower.takeDue(at: at(60))
        #expect(early.isEmpty && due == [message("a")])
        follower.changed(chat, at: at(61))
        follower.add(message("b"), at: at(90))
        #expect(follower.nextDeadline == nil)
        let last = follower.finish(chat)
        let none = follower.finish(chat)
        #expect(last == message("b") && none == nil)
    }
}
