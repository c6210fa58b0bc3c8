// SPDX-License-Identifier: Apache-2.0

import Glibc
import RelinkModel

/// The deciding code of one gateway and the gates of its channels, under virtual time.
///
/// Whatever the engine would do is answered at the next step, so that nothing but deciding takes time.
struct VirtualRun {
    /// A message that its receiver took.
    struct Told {
        let row: Delivery
        let at: Moment
    }

    private static let step: Duration = .milliseconds(50)

    private(set) var now = Moment(
        wall: Timestamp(milliseconds: 1_767_225_600_000), boot: BootTime(milliseconds: 1_000_000))
    private(set) var told: [Told] = []
    /// Attempts of all channels.
    private(set) var tries = 0
    /// Everybody's incidents so far.
    private(set) var incidents: Set<IncidentID> = []
    /// Processor time of all decisions, those about deliveries aside.
    private(set) var deciding: Duration = .zero
    /// Processor time of the longest of them.
    private(set) var longest: Duration = .zero
    /// How a session is.
    var conditions: [String: SessionCondition] = [:]
    /// Whether the receivers take anything.
    var isReceiverUp = true

    private var watch: GatewayWatch
    private var queues: [ChannelID: ChannelQueue]
    private var buckets = TokenBuckets()
    private var inputs: [Input] = []
    private var answers: [PolledSession] = []

    init(sessions: Int, channels: [ChannelPlan], policy: WatchPolicy = WatchPolicy()) {
        let plan = GatewayPlan(
            id: "main", kind: .wwebjs, sessions: (0..<sessions).map { SessionPlan(name: "shop-\($0)") },
            policy: policy, channels: channels,
            routes: RouteTable(everythingTo: channels.map { Recipient(channel: $0.id) }))
        watch = GatewayWatch(plan: plan, snapshot: GatewaySnapshot(namespace: "bench0"), at: now)
        queues = Dictionary(uniqueKeysWithValues: channels.map { ($0.id, ChannelQueue(concurrency: 16)) })
    }

    /// Lets time pass, everything that happens in it included.
    mutating func pass(_ duration: Duration) {
        let end = now.boot + duration
        while now.boot < end {
            now = Moment(wall: now.wall + Self.step, boot: now.boot + Self.step)
            let arrived = inputs + (answers.isEmpty ? [] : [.polled(answers)])
            (inputs, answers) = ([], [])
            for input in arrived { take(input) }
            if let deadline = watch.nextDeadline, deadline <= now.boot { take(.tick) }
            admit()
        }
    }

    /// Forgets what was counted and told so far.
    mutating func forget() { (told, tries, deciding, longest) = ([], 0, .zero, .zero) }

    private mutating func take(_ input: Input) {
        let begin = Self.spent
        let decision = watch.handle(input, at: now)
        let took = Self.spent - begin
        switch input {
        case .admitted, .attempted: break
        default:
            deciding += took
            longest = max(longest, took)
        }
        for case .incident(let record) in decision.changes { incidents.insert(record.reference.id) }
        for action in decision.actions { follow(action) }
    }

    private mutating func follow(_ action: Action) {
        switch action {
        case .poll(let names):
            answers += names.map { name in
                PolledSession(
                    session: name, answer: .observed(conditions[name] ?? .connected, GatewayWords()),
                    took: .milliseconds(5))
            }
        case .ping: inputs.append(.pinged(.alive(startedAt: nil)))
        case .readAccount(let session): inputs.append(.sawAccount(session: session, .unsupported))
        case .pullQR(let session): inputs.append(.sawQR(session: session, .none))
        case .start(let session), .restart(let session):
            inputs.append(.startAnswered(session: session, .accepted))
        case .offer(let lane, let turn):
            queues[lane.recipient.channel]?.offer(Claim(gateway: "main", lane: lane), turn, at: now.boot)
        case .send(let row, _): attempt(row)
        default: break
        }
    }

    private mutating func attempt(_ row: Delivery) {
        tries += 1
        let outcome: DeliveryOutcome =
            isReceiverUp ? .delivered(ref: nil) : .retry(after: nil, reason: "connection refused")
        if isReceiverUp { told.append(Told(row: row, at: now)) }
        queues[row.lane.recipient.channel]?.attempted(Claim(gateway: "main", lane: row.lane), outcome, at: now.boot)
        let report = AttemptReport(outcome: outcome, status: isReceiverUp ? 200 : 0, words: "", took: .milliseconds(5))
        inputs.append(.attempted(row.id, report))
    }

    private mutating func admit() {
        for channel in queues.keys.sorted() {
            while let claim = queues[channel]?.admitNext(at: now.boot, &buckets) {
                inputs.append(.admitted(claim.lane))
            }
        }
    }

    private static var spent: Duration {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }
}
