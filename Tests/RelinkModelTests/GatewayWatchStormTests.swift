// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import RelinkTesting
import Testing

/// Many sessions that change all the time. A driver of its own, since the world's is made for few.
struct GatewayWatchStormTests {
    private struct Storm {
        var watch: GatewayWatch
        var now = World.start
        var conditions: [String: SessionCondition] = [:]
        private(set) var told: [AlertEvent] = []
        private(set) var mostRows = 0
        private var rows: Set<DeliveryID> = []
        private var inputs: [Input] = []

        init(sessions: Int) {
            let channels = [ChannelPlan(id: "chat", kind: .slack)]
            let plan = GatewayPlan(
                id: "main", kind: .wwebjs,
                sessions: (0..<sessions).map { SessionPlan(name: "shop-\($0)", autoStart: .off) }, channels: channels,
                routes: RouteTable(everythingTo: [Recipient(channel: "chat")]))
            watch = GatewayWatch(plan: plan, snapshot: GatewaySnapshot(namespace: "test01"), at: World.start)
        }

        /// A second, in which everything asked for is answered.
        mutating func second() {
            now = Moment(wall: now.wall + .seconds(1), boot: now.boot + .seconds(1))
            for _ in 0..<3 {
                let arrived = inputs
                inputs = []
                for input in arrived { take(input) }
            }
            if let deadline = watch.nextDeadline, deadline <= now.boot { take(.tick) }
        }

        private mutating func take(_ input: Input) {
            let decision = watch.handle(input, at: now)
            for case .delivery(let row) in decision.changes {
                if row.isOpen { rows.insert(row.id) } else { rows.remove(row.id) }
            }
            mostRows = max(mostRows, rows.count)
            for action in decision.actions { follow(action) }
        }

        private mutating func follow(_ action: Action) {
            switch action {
            case .poll(let names):
                inputs.append(
                    .polled(
                        names.map { name in
                            PolledSession(
                                session: name, answer: .state(conditions[name] ?? .connected), took: .milliseconds(5))
                        }))
            case .ping: inputs.append(.pinged(.alive(startedAt: nil)))
            case .readAccount(let session): inputs.append(.sawAccount(session: session, .unsupported))
            case .offer(let lane, _): inputs.append(.admitted(lane))
            case .send(let row, _):
                told.append(row.event)
                let report = AttemptReport(outcome: .delivered(ref: nil), status: 200, words: "", took: .zero)
                inputs.append(.attempted(row.id, report))
            default: break
            }
        }
    }

    /// Each changes every second for ten minutes, and is then well.
    @Test func aThousandSessionsThatFlapOnceASecondAreToldOfOnceEachAtMost() {
        var storm = Storm(sessions: 1000)
        for _ in 0..<120 { storm.second() }
        var generator = SplitMix64(seed: 7)
        for _ in 0..<600 {
            for session in 0..<1000 {
                let isUp = generator.next() % 2 == 0
                storm.conditions["shop-\(session)"] = isUp ? .connected : SessionCondition(.failed, .browserCrash)
            }
            storm.second()
        }
        storm.conditions = [:]
        for _ in 0..<1800 { storm.second() }
        let perSession = Dictionary(grouping: storm.told.filter { $0.kind == .sessionFlappingStarted }, by: \.subject)
        #expect(perSession.values.allSatisfy { $0.count == 1 })
        // Openings, ends and the like, of all of them together.
        #expect(storm.told.count < 4 * 1000, "\(storm.told.count) messages")
        #expect(storm.mostRows <= 3 * 1000)
        #expect(storm.watch.sessions.allSatisfy { $0.incident == nil })
    }
}
