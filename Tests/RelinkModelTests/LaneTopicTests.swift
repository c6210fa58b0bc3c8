// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import RelinkModel

/// Lanes that tell of several things: a gateway's, and Relink's own.
struct LaneTopicTests {
    @Test func outagesOfAGatewayAreOneMessageHoweverMany() throws {
        let key = SessionCondition(.unreachable, .auth)
        let strange = SessionCondition(.unreachable, .unmapped)
        var script = LaneScript(isMachine: false, subject: .server)
        script.tell(.serverOpened, SessionCondition(.unreachable, .refused))
        _ = script.lane.begin()
        for (number, problem) in [key, strange, key].enumerated() {
            script.incident = 10 + number
            script.tell(.serverMisconfigured, problem)
            script.tell(.serverRecovered, problem, outage: 60)
        }
        for number in 0..<20 {
            script.incident = number == 0 ? 1 : 20 + number
            let refused = SessionCondition(.unreachable, .refused)
            script.tell(.serverRecovered, refused, outage: 60, connectedNow: number % 9)
            script.incident = 21 + number
            script.tell(.serverOpened, SessionCondition(.unreachable, .timeout))
        }
        let rows = script.lane.rows
        #expect(rows.map(\.event.kind) == [.serverOpened, .serverRecovered, .serverRecovered, .serverOpened])
        let configuration = try #require(rows.first { $0.event.topic == .configuration }?.event)
        #expect(configuration.passage.outages == 3)
        #expect(configuration.outage == .minutes(3))
        // Of two different problems the more general is told.
        #expect(configuration.previous == strange)
        let reachability = try #require(rows.dropFirst().first { $0.event.topic == .reachability }?.event)
        #expect(reachability.incident?.id == "x-1", "it ends what its receiver knows of")
        #expect(reachability.outage == .minutes(20))
        #expect(reachability.counts?.connectedNow == 19 % 9, "the sessions as they stand now")
    }

    @Test func ofSeveralStartsOneIsToldAndOfSeveralBlindnessesTheLast() {
        var script = LaneScript(isMachine: false, subject: .watcher)
        script.tell(.watcherStarted, .connected, connectedNow: 1)
        script.tell(.watcherStarted, .connected)
        script.tell(.watcherBlind, .connected)
        script.tell(.watcherBlind)
        script.tell(.watcherConfigRejected)
        script.tell(.watcherBlind, .connected)
        #expect(script.lane.rows.map(\.event.sequence) == [2, 3, 4, 5, 6])
        #expect(script.lane.rows.first?.event.counts?.total == 9)
        _ = script.lane.withdraw([.watcherBlind])
        #expect(script.lane.rows.map(\.event.sequence) == [2, 3, 5, 6])
        script.tell(.watcherBlind, .connected)
        #expect(script.lane.rows.map(\.event.sequence) == [2, 5, 7])
    }

    @Test func aChannelThatWorksAgainBeforeItsFailingWasToldIsNobodysConcern() {
        var script = LaneScript(isMachine: false, subject: .watcher)
        script.tell(.watcherChannelFailing)
        script.tell(.watcherChannelRecovered)
        #expect(script.lane.isIdle)
        script.tell(.watcherChannelFailing)
        script.fail()
        script.tell(.watcherChannelRecovered)
        #expect(script.lane.rows.count == 2)
    }

    @Test func aChannelThatFailsAgainBeforeAnybodyHeardThatItWorksIsNoNews() {
        var script = LaneScript(isMachine: false, subject: .watcher)
        script.tell(.watcherChannelFailing, channel: "a")
        script.drain()
        script.tell(.watcherChannelRecovered, channel: "a")
        script.tell(.watcherChannelFailing, channel: "b")
        script.tell(.watcherChannelFailing, channel: "a")
        #expect(script.lane.rows.map(\.event.passage.channel) == ["b"])
    }
}
