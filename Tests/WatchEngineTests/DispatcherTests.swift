// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import RelinkTesting
import Testing

@testable import WatchEngine

@Suite(.timeLimit(.minutes(1)))
struct DispatcherTests {
    private let clock = TestClock()
    private let admitted = Recording<LaneKey>()
    private let troubled = Recording<Trouble>()

    private struct Trouble: Hashable {
        let channel: ChannelID
        let found: [Recipient: ChannelTrouble]
    }

    private func dispatcher(_ channels: [ChannelID: Int]) -> Dispatcher {
        let dispatcher = Dispatcher(channels: channels.mapValues { ChannelQueue(concurrency: $0) }, time: clock)
        dispatcher.connect(
            "main",
            Dispatcher.Hearer { [admitted] in
                admitted.append($0)
            } troubled: { [troubled] in
                troubled.append(Trouble(channel: $0, found: $1))
            })
        return dispatcher
    }

    @Test func aFreeChannelAdmitsAtOnceAndCallsNobodyBack() {
        let dispatcher = dispatcher(["ops": 1])
        #expect(dispatcher.offer(.sample("a"), .now(clock)))
        #expect(admitted.count == 0)
    }

    @Test func aFullChannelCallsBackWhenAnAttemptEnds() {
        let dispatcher = dispatcher(["ops": 1])
        #expect(dispatcher.offer(.sample("a"), .now(clock)))
        #expect(!dispatcher.offer(.sample("b"), .now(clock)))
        #expect(dispatcher.health["ops"]?.waiting == 1)
        dispatcher.attempted(.sample("a"), .delivered(ref: nil))
        #expect(admitted.elements == [.sample("b")])
        #expect(dispatcher.health["ops"]?.waiting == 0)
    }

    @Test func anUnusedTurnGoesToTheNext() {
        let dispatcher = dispatcher(["ops": 1])
        #expect(dispatcher.offer(.sample("a"), .now(clock)))
        #expect(!dispatcher.offer(.sample("b"), .now(clock)))
        dispatcher.release(.sample("a"))
        dispatcher.release(.sample("a"))
        #expect(admitted.elements == [.sample("b")])
        #expect(!dispatcher.offer(.sample("c"), .now(clock)))
    }

    @Test func aFullChannelDoesNotBlockAnother() {
        let dispatcher = dispatcher(["ops": 1, "mail": 1])
        #expect(dispatcher.offer(.sample("a"), .now(clock)))
        #expect(!dispatcher.offer(.sample("b"), .now(clock)))
        #expect(dispatcher.offer(.sample("b", channel: "mail"), .now(clock, .bulk)))
    }

    @Test func eachGatewayHearsOfItsOwnLanes() {
        let dispatcher = dispatcher(["ops": 1])
        let other = Recording<LaneKey>()
        dispatcher.connect(
            "second",
            Dispatcher.Hearer {
                other.append($0)
            } troubled: { _, _ in
            })
        #expect(dispatcher.offer(.sample("a"), .now(clock)))
        #expect(!dispatcher.offer(.sample("a", gateway: "second"), .now(clock)))
        dispatcher.attempted(.sample("a"), .duplicate)
        #expect(other.elements == [.sample("a")])
        #expect(admitted.count == 0)
    }

    @Test func theEndOfAHoldGivesTheNextTurn() async {
        let dispatcher = dispatcher(["ops": 2])
        await withDiscardingTaskGroup { group in
            group.addTask { await dispatcher.run() }
            #expect(dispatcher.offer(.sample("a"), .now(clock)))
            dispatcher.attempted(.sample("a"), .retry(after: .seconds(30), reason: "HTTP 429"))
            #expect(!dispatcher.offer(.sample("b"), .now(clock)))
            clock.advance(by: .seconds(29))
            #expect(!dispatcher.offer(.sample("c"), .now(clock)))
            clock.advance(by: .seconds(1))
            await admitted.wait(for: 1)
            // The first one after a hold is a probe, and alone.
            #expect(admitted.elements == [.sample("b")])
            dispatcher.attempted(.sample("b"), .delivered(ref: nil))
            // And the others keep a distance for a while.
            #expect(admitted.elements == [.sample("b")])
            clock.advance(by: .seconds(1))
            await admitted.wait(for: 2)
            #expect(admitted.elements == [.sample("b"), .sample("c")])
            dispatcher.close()
        }
    }

    @Test func whatIsToldFromMemoryWaitsBehindWhatIsStored() async {
        let dispatcher = dispatcher(["ops": 1])
        let code = Claim(gateway: "main", lane: .sample("a"), errand: .code)
        #expect(dispatcher.offer(.sample("a"), .now(clock)))
        async let hasTurn = dispatcher.enter(code)
        while dispatcher.health["ops"]?.waiting != 1 { await Task.yield() }
        #expect(!dispatcher.offer(.sample("b"), .now(clock)))
        dispatcher.attempted(.sample("a"), .delivered(ref: nil))
        #expect(admitted.elements == [.sample("b")])
        dispatcher.attempted(.sample("b"), .delivered(ref: nil))
        #expect(await hasTurn)
        #expect(!dispatcher.offer(.sample("c"), .now(clock)))
        dispatcher.attempted(code, .delivered(ref: nil))
        #expect(admitted.elements == [.sample("b"), .sample("c")])
    }

    @Test func aLaterEditTakesThePlaceOfOneThatWaits() async {
        let dispatcher = dispatcher(["ops": 1])
        let edit = Claim(gateway: "main", lane: .sample("a"), errand: .edit)
        #expect(await dispatcher.enter(edit))
        async let second = dispatcher.enter(edit)
        // One that comes while another is under way waits for it, and gives way to the next.
        async let third = dispatcher.enter(edit)
        while dispatcher.health["ops"]?.waiting != 0 { await Task.yield() }
        dispatcher.attempted(edit, .delivered(ref: nil))
        dispatcher.attempted(edit, .delivered(ref: nil))
        dispatcher.close()
        #expect(await [second, third].contains(false))
    }

    @Test func gatewaysHearOfAChannelInTroubleAndThatItWorksAgain() throws {
        let dispatcher = dispatcher(["ops": 1])
        let since = clock.now.boot
        for number in 0..<7 {
            #expect(dispatcher.offer(.sample("a"), .now(clock)))
            dispatcher.attempted(.sample("a"), .retry(after: nil, reason: "connection refused"))
            #expect(troubled.count == (number < 4 ? 0 : 1))
            clock.advance(by: .milliseconds(1500))
        }
        let trouble = ChannelTrouble(since: since, isRefused: false, reason: "connection refused")
        #expect(troubled.elements.first == Trouble(channel: "ops", found: [Recipient(channel: "ops"): trouble]))
        #expect(dispatcher.offer(.sample("a"), .now(clock)))
        dispatcher.attempted(.sample("a"), .suspend(probeAfter: .minutes(5), reason: "HTTP 401"))
        #expect(troubled.elements.last?.found[Recipient(channel: "ops")]?.reason == "connection refused")
        #expect(dispatcher.resume("ops"))
        clock.advance(by: .milliseconds(1500))
        #expect(dispatcher.offer(.sample("b"), .now(clock)))
        dispatcher.attempted(.sample("b"), .delivered(ref: nil))
        #expect(troubled.elements.last == Trouble(channel: "ops", found: [:]))
    }

    @Test func theFirstMessageThatGetsThroughIsNewsAndNoOtherOne() {
        let dispatcher = dispatcher(["ops": 1])
        for _ in 0..<3 {
            #expect(dispatcher.offer(.sample("a"), .now(clock)))
            dispatcher.attempted(.sample("a"), .delivered(ref: nil))
        }
        #expect(troubled.elements == [Trouble(channel: "ops", found: [:])])
    }

    @Test func aChannelThatIsHeldBackIsTriedOnAPersonsWish() {
        let dispatcher = dispatcher(["ops": 1])
        #expect(dispatcher.offer(.sample("a"), .now(clock)))
        dispatcher.attempted(.sample("a"), .suspend(probeAfter: .hours(1), reason: "HTTP 404"))
        #expect(!dispatcher.offer(.sample("b"), .now(clock)))
        #expect(!dispatcher.resume("gone"))
        #expect(dispatcher.resume("ops"))
        #expect(admitted.elements == [.sample("b")])
    }

    @Test func nothingIsAdmittedOnceItIsClosed() async {
        let dispatcher = dispatcher(["ops": 1])
        #expect(dispatcher.offer(.sample("a"), .now(clock)))
        #expect(!dispatcher.offer(.sample("b"), .now(clock)))
        dispatcher.close()
        dispatcher.attempted(.sample("a"), .delivered(ref: nil))
        #expect(admitted.count == 0)
        #expect(!dispatcher.offer(.sample("c"), .now(clock)))
        await dispatcher.run()
    }

    @Test func aChannelThatIsGoneAdmitsNobody() {
        #expect(!dispatcher(["ops": 1]).offer(.sample("a", channel: "gone"), .now(clock)))
    }
}
