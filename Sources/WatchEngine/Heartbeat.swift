// SPDX-License-Identifier: Apache-2.0

import RelinkModel

/// Lets the heart beat: by way of a real commit, and only as long as everything turns.
struct Heartbeat: Sendable {
    /// A commit may take that long before it counts as failed.
    static let commitLimit: Duration = .seconds(10)

    private let heart: any Heart
    private let vitals: @Sendable () async -> Vitals
    private let log: any EventLog
    private let time: any TimeSource

    /// - Parameter vitals: looks how everything stands.
    init(
        _ heart: any Heart, log: any EventLog, time: any TimeSource, vitals: @escaping @Sendable () async -> Vitals
    ) {
        self.heart = heart
        self.vitals = vitals
        self.log = log
        self.time = time
    }

    /// Beats until the task is cancelled. A change is logged, a beat is not.
    func run() async {
        var failings: [String] = []
        var refusal: String?
        while !Task.isCancelled {
            let next = time.now.boot + heart.pause
            let found = await vitals().failings(at: time.now.boot)
            if found.isEmpty != failings.isEmpty { log.write(.heartbeat(found)) }
            failings = found
            let words = await heart.beat(found)
            guard !Task.isCancelled else { return }
            if (words == nil) != (refusal == nil) { log.write(.heartbeat(refusedWith: words)) }
            refusal = words
            await time.sleep(until: next)
        }
    }
}

extension WatchEngine {
    /// How everything stands, by way of a commit.
    func vitals() async -> Vitals {
        var vitals = Vitals()
        let now = time.now
        vitals.stalls = stalls(longerThan: .zero, at: now.boot)
        vitals.storeFailure = await beatFailure(at: now)
        vitals.channels = dispatcher.health
        for driver in drivers {
            let (meta, oldest) = driver.reading { watch in
                (watch.plan.metaChannels, watch.oldestUrgent)
            }
            vitals.meta += meta.filter { channel in !vitals.meta.contains { $0.id == channel.id } }
            vitals.oldestUrgent.merge(oldest, uniquingKeysWith: min)
        }
        return vitals
    }

    /// The loops that have not turned for longer than that although they should have, in words.
    func stalls(longerThan limit: Duration, at now: BootTime) -> [String] {
        let knocked = (loopGuard?.stalls ?? []).filter { $0.length > limit }.map { stall in
            "the \(stall.loop) has not turned for \(stall.length.wholeSeconds) s"
        }
        let silent = drivers.filter { now - $0.turned > max(limit, Self.stalled) }.map { driver in
            "the loop of gateway \(driver.gateway.id) does not turn"
        }
        return knocked + silent
    }

    private func beatFailure(at now: Moment) async -> String? {
        if let failure = drivers.compactMap(\.storeFailure).first { return "\(failure)" }
        let reply = Reply<String>()
        // Outside the structure, since a disk that hangs would keep a task of the structure from ending.
        let commit = Task { [store] in
            do throws(StoreError) {
                try await store.beat(at: now.wall)
                reply.give("")
            } catch {
                reply.give("\(error)")
            }
        }
        let words = await reply.value(within: Heartbeat.commitLimit, by: time)
        commit.cancel()
        guard let words else { return "a commit takes longer than \(Heartbeat.commitLimit.wholeSeconds) s" }
        return words.isEmpty ? nil : words
    }
}

extension LogEntry {
    fileprivate static func heartbeat(_ failings: [String]) -> LogEntry {
        failings.isEmpty
            ? LogEntry(.info, "heartbeat.well", "the heartbeat says again that Relink works")
            : LogEntry(
                .error, "heartbeat.failing",
                "the heartbeat says that Relink does not work: " + failings.joined(separator: "; "))
    }

    fileprivate static func heartbeat(refusedWith words: String?) -> LogEntry {
        guard let words else { return LogEntry(.info, "heartbeat.taken", "the heartbeat is taken again") }
        return LogEntry(
            .warning, "heartbeat.refused",
            "the heartbeat was not taken, and is tried again at its next turn: \(words)")
    }
}
