// SPDX-License-Identifier: Apache-2.0

import RelinkModel

/// How much later than its return a receiver that was away hears of what happened meanwhile. Under virtual time, so that an
/// hour's outage takes a moment.
struct ExtraDelay: Sendable {
    let options: BenchOptions
    let report: Report

    private static let outages: [Duration] = [.seconds(5), .seconds(30), .minutes(10), .minutes(60)]
    private static let alerts = 200

    func measure() {
        report.section(
            .delay, "\(Self.alerts) alerts spread over an outage of their webhook: told after it is back; virtual time")
        for outage in Self.outages {
            let (delays, tries) = play(outage)
            let name = "away for \(Int(outage.inSeconds)) s"
            // The probe goes every 1.5 s for two minutes and every 30 s at last; what waited follows the first success.
            let bar = outage > .minutes(2) ? 31.0 : 2.0
            add("\(name): alerts that waited", Double(delays.count), "")
            add("\(name): median", delays.median, "s", .atMost(bar))
            add("\(name): the last", delays.largest, "s", .atMost(bar + 1))
            add("\(name): tries in all", Double(tries), "")
        }
    }

    /// - Returns: seconds from the receiver's return to each alert, and the attempts made meanwhile.
    private func play(_ outage: Duration) -> (delays: Distribution, tries: Int) {
        var policy = WatchPolicy()
        policy.confirm = policy.confirm.mapValues { _ in ConfirmationRule(for: .zero, count: 1) }
        policy.startAttempts = 0
        var run = VirtualRun(
            sessions: Self.alerts, channels: [ChannelPlan(id: "hook", kind: .webhook, isMachine: true)],
            policy: policy)
        run.pass(.minutes(1))
        run.forget()
        run.isReceiverUp = false
        let pause = outage / Self.alerts
        for index in 0..<Self.alerts {
            run.conditions["shop-\(index)"] = SessionCondition(.failed, .loggedOut)
            run.pass(pause)
        }
        let tries = run.tries
        let back = run.now.boot
        run.isReceiverUp = true
        run.pass(.minutes(2))
        // What was decided only after the return was late for another reason.
        let late = run.told.filter {
            $0.row.event.kind == .sessionOpened && $0.at.wall - $0.row.createdAt > $0.at.boot - back
        }
        return (Distribution(late.map { ($0.at.boot - back).inSeconds }), tries)
    }

    private func add(_ what: String, _ figure: Double, _ unit: String, _ bar: Finding.Bar? = nil) {
        report.add(Finding(what, figure, unit, bar), to: .delay)
    }
}
