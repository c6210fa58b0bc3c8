// SPDX-License-Identifier: Apache-2.0

import RelinkModel

/// The watcher's figures at one moment, put into metrics.
struct Figures {
    private let gateways: [(id: GatewayID, status: GatewayStatus, counts: GatewayFigures.Counts)]
    private let sessions: [SessionStatus]
    private let channels: [ChannelStatus]
    private let outbox: OutboxSummary?
    private let stalls: [(loop: String, length: Duration, count: Int)]
    private let backlog: [RetryClass: Backlog]
    private let files: [StoreFile]
    private let clockJumps: Int
    private let now: Moment

    /// - Parameters:
    ///   - outbox: nil where the store does not tell; its metrics are then left out, not zero.
    ///   - clockJumps: how often the wall clock was set.
    init(
        drivers: [GatewayDriver], channels: [ChannelStatus], outbox: OutboxSummary?, files: [StoreFile],
        stalls: [(loop: String, length: Duration, count: Int)], clockJumps: Int, now: Moment
    ) {
        backlog = drivers.map { $0.reading(\.backlog) }.reduce(into: [:]) { all, one in
            for (retryClass, some) in one { all[retryClass, default: Backlog()].add(some) }
        }
        self.files = files
        self.clockJumps = clockJumps
        self.stalls = stalls
        self.channels = channels
        gateways = drivers.map { ($0.gateway.id, $0.reading(\.status), $0.figures.current) }
        sessions = drivers.flatMap { $0.reading(\.sessions) }
        self.outbox = outbox
        self.now = now
    }

    /// All metrics, in a fixed order.
    var metrics: [Metric] { observed + polling + delivering + waiting + queued + storing + turning }

    private var observed: [Metric] {
        let states = sessions.flatMap { session in
            SessionState.allCases.map { state in
                Metric.Sample(
                    session.shown?.state == state ? 1 : 0,
                    labels: [
                        .init("gateway", session.key.gateway.rawValue), .init("session", session.key.name),
                        .init("state", state.rawValue),
                    ])
            }
        }
        let up = gateways.map { gateway in
            let isUp = gateway.status.reachability == .reachable || gateway.status.reachability == .settling
            return Metric.Sample(isUp ? 1 : 0, labels: [.init("gateway", gateway.id.rawValue)])
        }
        return [
            Metric(
                "relink_session_state", .gauge, help: "Whether the session is in that state: 1 for one of seven.",
                samples: states),
            Metric("relink_gateway_up", .gauge, help: "Whether the gateway answers its ping.", samples: up),
        ]
    }

    private var polling: [Metric] {
        [
            counter("relink_polls_total", "Answers to status requests.") { Double($0.polls) },
            counter("relink_poll_seconds_total", "Time that the status requests took.") { $0.pollSeconds },
            counter("relink_transitions_total", "Observed changes of a session's state.") { Double($0.transitions) },
            counter("relink_unmapped_answers_total", "Answers that no table knows.") { Double($0.unmapped) },
        ]
    }

    private var delivering: [Metric] {
        var attempts: [GatewayFigures.Tried: Int] = [:]
        var seconds: [ChannelID: Double] = [:]
        var ambiguous: [ChannelID: Int] = [:]
        var ended: [GatewayFigures.Ending: Int] = [:]
        for gateway in gateways {
            attempts.merge(gateway.counts.attempts, uniquingKeysWith: +)
            seconds.merge(gateway.counts.deliverySeconds, uniquingKeysWith: +)
            ambiguous.merge(gateway.counts.ambiguous, uniquingKeysWith: +)
            ended.merge(gateway.counts.ended, uniquingKeysWith: +)
        }
        func samples(_ values: [ChannelID: Double]) -> [Metric.Sample] {
            values.sorted { $0.key < $1.key }.map {
                Metric.Sample($0.value, labels: [.init("channel", $0.key.rawValue)])
            }
        }
        let tried = attempts.sorted {
            ($0.key.channel, $0.key.retryClass.rank) < ($1.key.channel, $1.key.retryClass.rank)
        }.map {
            Metric.Sample(
                Double($0.value),
                labels: [.init("channel", $0.key.channel.rawValue), .init("class", $0.key.retryClass.rawValue)])
        }
        let endings = ended.sorted {
            ($0.key.channel, $0.key.outcome.rawValue) < ($1.key.channel, $1.key.outcome.rawValue)
        }
        let endingSamples = endings.map {
            Metric.Sample(
                Double($0.value),
                labels: [.init("channel", $0.key.channel.rawValue), .init("outcome", $0.key.outcome.rawValue)])
        }
        return [
            Metric("relink_deliveries_total", .counter, help: "Messages that ended, by how.", samples: endingSamples),
            Metric("relink_attempts_total", .counter, help: "Attempts to deliver that ended.", samples: tried),
            Metric(
                "relink_delivery_seconds_total", .counter,
                help: "Time from the decision to the receiver's acceptance, of what it accepted.",
                samples: samples(seconds)),
            Metric(
                "relink_ambiguous_attempts_total", .counter,
                help: "Attempts after which the receiver may have the message although it did not say so.",
                samples: samples(ambiguous.mapValues { Double($0) })),
        ]
    }

    private var waiting: [Metric] {
        let states = channels.flatMap { channel in
            ChannelHealth.State.allCases.map { state in
                Metric.Sample(
                    channel.health.state == state ? 1 : 0,
                    labels: [.init("channel", channel.plan.id.rawValue), .init("state", state.rawValue)])
            }
        }
        let lines = channels.map {
            Metric.Sample(Double($0.health.waiting), labels: [.init("channel", $0.plan.id.rawValue)])
        }
        return [
            Metric(
                "relink_channel_state", .gauge,
                help: "Whether the channel is in that state: 1 for one of four, working unless something is wrong.",
                samples: states),
            Metric(
                "relink_channel_waiting", .gauge, help: "Messages that wait before the channel's gate.", samples: lines),
        ]
    }

    private var storing: [Metric] {
        let commits = [
            counter("relink_commits_total", "Durable transactions.") { Double($0.commits) },
            counter("relink_commit_seconds_total", "Time that the transactions took.") { $0.commitSeconds },
        ]
        guard let outbox else { return commits }
        return commits + [
            Metric(
                "relink_outbox_dead", .gauge, help: "Messages given up and not thrown away yet.",
                samples: [.init(Double(outbox.dead))]),
            Metric(
                "relink_store_bytes", .gauge, help: "How large the files of the store are.",
                samples: files.map { .init(Double($0.bytes), labels: [.init("file", $0.content.rawValue)]) }),
        ]
    }

    private var queued: [Metric] {
        func samples(_ value: (Backlog) -> Double) -> [Metric.Sample] {
            RetryClass.byUrgency.map {
                Metric.Sample(value(backlog[$0] ?? Backlog()), labels: [.init("class", $0.rawValue)])
            }
        }
        return [
            Metric(
                "relink_outbox_open", .gauge, help: "Messages that wait or are being sent.",
                samples: samples { Double($0.count) }),
            Metric(
                "relink_outbox_oldest_due_age_seconds", .gauge,
                help: "How long the oldest message has been due that is not out yet; 0 when all are.",
                samples: samples { $0.oldest.map { max(.zero, now.boot - $0) / .seconds(1) } ?? 0 }),
            Metric(
                "relink_clock_jumps_total", .counter, help: "How often the wall clock was set.",
                samples: [.init(Double(clockJumps))]),
        ]
    }

    private var turning: [Metric] {
        guard !stalls.isEmpty else { return [] }
        return [
            Metric(
                "relink_loop_stall_seconds", .gauge,
                help: "How long the loop has not turned although it was asked to; 0 while it turns.",
                samples: stalls.map { .init($0.length / .seconds(1), labels: [.init("loop", $0.loop)]) }),
            Metric(
                "relink_loop_stalls_total", .counter, help: "How often the loop stood still for more than 2 s.",
                samples: stalls.map { .init(Double($0.count), labels: [.init("loop", $0.loop)]) }),
        ]
    }

    private func counter(_ name: String, _ help: String, _ value: (GatewayFigures.Counts) -> Double) -> Metric {
        Metric(
            name, .counter, help: help,
            samples: gateways.map { .init(value($0.counts), labels: [.init("gateway", $0.id.rawValue)]) })
    }
}
