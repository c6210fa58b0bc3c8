// SPDX-License-Identifier: Apache-2.0

import RelinkModel

/// All sessions of one gateway fail in the same moment: what it costs to decide about them, and what a team chat is told.
/// In this process and under virtual time, so that nothing but the deciding code is seen.
struct DecidingCost: Sendable {
    let options: BenchOptions
    let report: Report

    func measure() {
        for sessions in options.isQuick ? [10_000] : [1_000, 10_000] {
            report.section(.deciding, "\(sessions) sessions fail at once, chat and webhook; virtual time")
            var run = VirtualRun(
                sessions: sessions,
                channels: [
                    ChannelPlan(id: "chat", kind: .slack), ChannelPlan(id: "hook", kind: .webhook, isMachine: true),
                ])
            run.pass(.minutes(1))
            // What the polls of as much calm cost is not the failure's.
            run.forget()
            run.pass(.minutes(2))
            let calm = run.deciding
            run.forget()
            for index in 0..<sessions { run.conditions["shop-\(index)"] = SessionCondition(.failed, .browserCrash) }
            run.pass(.minutes(2))
            let chat = run.told.count { $0.row.lane.recipient.channel == "chat" }
            add("deciding about the failure, processor time", (run.deciding - calm).inSeconds, "s", .atMost(0.3))
            add("the longest single decision", run.longest.inSeconds, "s")
            add("messages in the chat", Double(chat), "", .atMost(3))
            add("incidents", Double(run.incidents.count), "", .atLeast(Double(sessions)))
        }
    }

    private func add(_ what: String, _ figure: Double, _ unit: String, _ bar: Finding.Bar? = nil) {
        report.add(Finding(what, figure, unit, bar), to: .deciding)
    }
}
