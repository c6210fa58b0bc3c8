// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import RelinkTesting
import Testing

@testable import WatchEngine

@Suite(.timeLimit(.minutes(1)))
struct AnnouncerTests {
    private let clock = TestClock()
    private let shop = SessionKey(gateway: "main", name: "shop")
    private let channel = RecordingChannel(ChannelPlan(id: "ops", kind: .webhook))
    private let vault: QRVault

    init() { vault = QRVault(time: clock) }

    private func announce(_ body: @Sendable () async -> Void) async throws {
        let code = try LiveQR.sample(1, at: clock.now)
        vault.keep(code, of: shop)
        let row = Sample.row("shop", at: clock.now.wall)
        let alert = Alert(
            delivery: row.id, recipient: row.lane.recipient, event: row.event, gateway: "main", gatewayKind: .wwebjs,
            session: nil, qr: code, now: clock.now.wall)
        let dispatcher = Dispatcher(channels: ["ops": ChannelQueue(concurrency: 1)], time: clock)
        let announcer = Announcer(vault: vault, dispatcher: dispatcher, time: clock)
        await withDiscardingTaskGroup { group in
            group.addTask { [channel] in await announcer.announce(row, alert, through: channel) }
            await body()
        }
    }

    @Test func isTriedFourTimesAtMostWithTheSameBytes() async throws {
        channel.answer { _ in .retry(after: nil, reason: "connection refused") }
        try await announce {
            for pause in Announcer.pauses {
                while clock.sleeperCount < 1 { await Task.yield() }
                #expect(clock.nextWake == clock.now.boot + pause)
                clock.advance(by: pause)
            }
        }
        #expect(channel.attempts.elements.map(\.number) == [1, 2, 3, 4])
        #expect(Set(channel.attempts.elements.map(\.request)).count == 1)
    }

    @Test(arguments: [DeliveryOutcome.delivered(ref: nil), .duplicate, .reject(reason: "HTTP 400")])
    func anAnswerEndsIt(outcome: DeliveryOutcome) async throws {
        channel.answer { _ in outcome }
        try await announce {}
        #expect(channel.attempts.count == 1)
    }

    @Test func aCodeThatIsOverIsNotToldAgain() async throws {
        channel.answer { _ in .retry(after: nil, reason: "connection refused") }
        try await announce {
            while clock.sleeperCount < 1 { await Task.yield() }
            vault.drop(shop)
            clock.advance(by: .seconds(1))
        }
        #expect(channel.attempts.count == 1)
    }
}
