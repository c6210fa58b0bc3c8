// SPDX-License-Identifier: Apache-2.0

package import RelinkModel

/// The deciding code of all gateways under virtual time, against a world that follows a script.
///
/// Everything is one queue ordered by time: nothing waits, nothing is random, and the same script always gives the same
/// messages. What differs from a real run: a commit takes no time, an answer takes ``PlayedGateway/latency``, and
/// deadlines are met up to ``grain`` late, so that what is due together is handed over together.
package struct SimulatedRun: Sendable {
    /// What a run needs to know.
    package struct Setup: Sendable {
        let plans: [GatewayPlan]
        let channels: [ChannelID: ChannelQueue]
        let start: Timestamp
        let calendars: @Sendable (Timestamp) -> Calendars
        let render: @Sendable (Alert) -> String

        /// A run of those gateways.
        ///
        /// - Parameters:
        ///   - channels: a queue before each channel, with the limits of its service.
        ///   - start: the wall clock at the beginning.
        ///   - calendars: the windows of the days to come, as the driver would expand them at that instant.
        ///   - render: the words of a message.
        package init(
            plans: [GatewayPlan], channels: [ChannelID: ChannelQueue], start: Timestamp,
            calendars: @escaping @Sendable (Timestamp) -> Calendars = { _ in Calendars() },
            render: @escaping @Sendable (Alert) -> String
        ) {
            self.plans = plans
            self.channels = channels
            self.start = start
            self.calendars = calendars
            self.render = render
        }
    }

    /// What the queue holds.
    enum Event: Sendable {
        case cue(Cue)
        case input(Int, Input)
        case land(Int, DeliveryID)
        case becomes(Int, String, SessionScript, version: Int)
        case containerIsUp(Int, every: Duration, [String: SessionScript])
        case relinkStarts
        case newDay

        /// Whether it happens to Relink, so that it is lost when Relink is killed.
        var isOfRelink: Bool {
            switch self {
            case .input, .land, .newDay: true
            case .cue, .becomes, .containerIsUp, .relinkStarts: false
            }
        }
    }

    /// The latest that a deadline is met.
    static let grain: Duration = .milliseconds(200)
    private static let boot = BootTime(milliseconds: 1_000_000)

    /// What happened so far, in order.
    package var happenings: [Happening] = []
    /// The time in the simulated world.
    package private(set) var now: Moment

    let setup: Setup
    var queue = TimedHeap<Event>()
    var gateways: [PlayedGateway]
    var stores: [PlayedStore]
    var receivers: [ChannelID: Receiver] = [:]
    /// Who deals with each gateway's rows; empty while Relink does not run.
    var watches: [GatewayWatch] = []
    var channels: [ChannelID: ChannelQueue]
    var buckets = TokenBuckets()
    /// Who of each channel gets nothing, as the watches know it.
    var troubles: [ChannelID: [Recipient: ChannelTrouble]] = [:]
    var taken: Set<DeliveryID> = []
    /// What the watches see of all gateways together.
    var check = BlindCheck([])

    /// A run of that script, at its beginning: everything is connected.
    package init(_ setup: Setup, script: [(at: Duration, cue: Cue)]) {
        self.setup = setup
        let start = Moment(wall: setup.start, boot: Self.boot)
        now = start
        gateways = setup.plans.map { PlayedGateway($0.sessions.map(\.name), at: Self.boot) }
        stores = setup.plans.indices.map { PlayedStore(namespace: "sim\(String(1000 + $0).dropFirst())") }
        channels = setup.channels
        for (at, cue) in script { queue.add(.cue(cue), at: Self.boot + at) }
        // What the script sets at the very beginning is how the world is when Relink starts.
        while let event = queue.take(at: Self.boot) { happen(event) }
        startRelink()
    }

    /// How long it has run.
    package var offset: Duration { now.boot - Self.boot }

    /// The watch of a gateway as it stands; nil while Relink does not run.
    package func watch(of gateway: GatewayID) -> GatewayWatch? { watches.first { $0.plan.id == gateway } }

    /// Lets time pass until that long after the beginning, with everything that happens in it.
    package mutating func run(until end: Duration) {
        let end = Self.boot + end
        while let next = nextTime, next <= end {
            advance(to: next)
            for channel in channels.keys.sorted() { admit(channel) }
            while let event = queue.take(at: now.boot) { happen(event) }
            for index in watches.indices {
                if let deadline = watches[index].nextDeadline, deadline <= now.boot { feed(.tick, to: index) }
            }
        }
        advance(to: end)
    }

    private var nextTime: BootTime? {
        let deadline = watches.compactMap(\.nextDeadline).min().map(onGrain)
        let opens = channels.values.compactMap { $0.opens(after: now.boot, buckets) }.min()
        return [queue.first, deadline, opens].compactMap { $0 }.min()
    }

    private func onGrain(_ deadline: BootTime) -> BootTime {
        let grain = Self.grain.wholeMilliseconds
        let late = max(deadline, now.boot).milliseconds
        return BootTime(milliseconds: (late + grain - 1) / grain * grain)
    }

    private mutating func advance(to time: BootTime) {
        let passed = time - now.boot
        guard passed > .zero else { return }
        now = Moment(wall: now.wall + passed, boot: time)
    }

    /// Moves the wall clock alone.
    mutating func jump(by duration: Duration) {
        now = Moment(wall: now.wall + duration, boot: now.boot)
        for index in watches.indices { feed(.calendars(setup.calendars(now.wall)), to: index) }
    }

    /// Lets something happen after that long.
    mutating func later(_ event: Event, after delay: Duration) { queue.add(event, at: now.boot + delay) }

    /// Writes down what happened.
    mutating func note(_ what: Happening.What) {
        happenings.append(Happening(at: now.wall, offset: offset, what: what))
    }

    private mutating func happen(_ event: Event) {
        switch event {
        case .cue(let cue):
            note(.cue(cue))
            play(cue)
        case .input(let index, let input): feed(input, to: index)
        case .land(let index, let id): land(id, of: index)
        case .becomes(let index, let name, let script, let version):
            if gateways[index].version(of: name) == version { gateways[index].become(script, name, at: now.boot) }
        case .containerIsUp(let index, let every, let before): containerIsUp(index, every: every, before)
        case .relinkStarts: startRelink()
        case .newDay:
            for index in watches.indices { feed(.calendars(setup.calendars(now.wall)), to: index) }
            later(.newDay, after: .hours(24))
        }
    }

    /// Starts Relink on what it stored.
    private mutating func startRelink() {
        channels = setup.channels
        buckets = TokenBuckets()
        troubles = [:]
        check = BlindCheck(setup.plans)
        watches = setup.plans.indices.map { index in
            GatewayWatch(plan: setup.plans[index], snapshot: stores[index].snapshot(), at: now)
        }
        for index in watches.indices { feed(.calendars(setup.calendars(now.wall)), to: index) }
        later(.newDay, after: .hours(24))
    }

    /// Ends Relink as `kill -9` does, and starts it again after a while.
    mutating func kill(for gap: Duration) {
        queue.keep { !$0.isOfRelink }
        watches = []
        channels = [:]
        later(.relinkStarts, after: gap)
    }
}
