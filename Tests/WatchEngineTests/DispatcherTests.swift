// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import RelinkTesting
import Testing

@testable import WatchEngine

@Suite(.timeLimit(.minutes(1)))
struct DispatcherTests {
    private let clock = TestClock()
    private let admitted = Recording<LaneKey>()

    private func dispatcher(_ channels: [ChannelID: Int]) -> Dispatcher {
        let dispatcher = Dispatcher(channels: channels, time: clock)
        dispatcher.connect("main") { [admitted] in admitted.append($0) }
        return dispatcher
    }

    @Test func aFreeChannelAdmitsAtOnceAndCallsNobodyBack() {
        let dispatcher = dispatcher(["ops": 1])
        #expect(dispatcher.offer(.sample("a"), .urgent))
        #expect(admitted.count == 0)
    }

    @Test func aFullChannelCallsBackWhenAnAttemptEnds() {
        let dispatcher = dispatcher(["ops": 1])
        #expect(dispatcher.offer(.sample("a"), .urgent))
        #expect(!dispatcher.offer(.sample("b"), .urgent))
        #expect(dispatcher.waiting["ops"] == 1)
        dispatcher.attempted(.sample("a"), .delivered(ref: nil))
        #expect(admitted.elements == [.sample("b")])
        #expect(dispatcher.waiting["ops"] == 0)
    }

    @Test func anUnusedTurnGoesToTheNext() {
        let dispatcher = dispatcher(["ops": 1])
        #expect(dispatcher.offer(.sample("a"), .urgent))
        #expect(!dispatcher.offer(.sample("b"), .urgent))
        dispatcher.release(.sample("a"))
        dispatcher.release(.sample("a"))
        #expect(admitted.elements == [.sample("b")])
        #expect(!dispatcher.offer(.sample("c"), .urgent))
    }

    @Test func aFullChannelDoesNotBlockAnother() {
        let dispatcher = dispatcher(["ops": 1, "mail": 1])
        #expect(dispatcher.offer(.sample("a"), .urgent))
        #expect(!dispatcher.offer(.sample("b"), .urgent))
        #expect(dispatcher.offer(.sample("b", channel: "mail"), .bulk))
    }

    @Test func eachGatewayHearsOfItsOwnLanes() {
        let dispatcher = dispatcher(["ops": 1])
        let other = Recording<LaneKey>()
        dispatcher.connect("second") { other.append($0) }
        #expect(dispatcher.offer(.sample("a"), .urgent))
        #expect(!dispatcher.offer(.sample("a", gateway: "second"), .urgent))
        dispatcher.attempted(.sample("a"), .duplicate)
        #expect(other.elements == [.sample("a")])
        #expect(admitted.count == 0)
    }

    @Test func theEndOfAHoldGivesTheNextTurn() async {
        let dispatcher = dispatcher(["ops": 2])
        await withDiscardingTaskGroup { group in
            group.addTask { await dispatcher.run() }
            #expect(dispatcher.offer(.sample("a"), .urgent))
            dispatcher.attempted(.sample("a"), .retry(after: .seconds(30), reason: "HTTP 429"))
            #expect(!dispatcher.offer(.sample("b"), .urgent))
            clock.advance(by: .seconds(29))
            #expect(!dispatcher.offer(.sample("c"), .urgent))
            clock.advance(by: .seconds(1))
            await admitted.wait(for: 1)
            // The first one after a hold is a probe, and alone.
            #expect(admitted.elements == [.sample("b")])
            dispatcher.attempted(.sample("b"), .delivered(ref: nil))
            #expect(admitted.elements == [.sample("b"), .sample("c")])
            dispatcher.close()
        }
    }

    @Test func nothingIsAdmittedOnceItIsClosed() async {
        let dispatcher = dispatcher(["ops": 1])
        #expect(dispatcher.offer(.sample("a"), .urgent))
        #expect(!dispatcher.offer(.sample("b"), .urgent))
        dispatcher.close()
        dispatcher.attempted(.sample("a"), .delivered(ref: nil))
        #expect(admitted.count == 0)
        #expect(!dispatcher.offer(.sample("c"), .urgent))
        await dispatcher.run()
    }

    @Test func aChannelThatIsGoneAdmitsNobody() {
        #expect(!dispatcher(["ops": 1]).offer(.sample("a", channel: "gone"), .urgent))
    }
}
