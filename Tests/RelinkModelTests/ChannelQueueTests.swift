// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import Testing

struct ChannelQueueTests {
    private let failure = DeliveryOutcome.retry(after: nil, reason: "connection refused")

    /// A queue with its buckets and a clock that the test moves.
    private struct Bench {
        var queue: ChannelQueue
        var buckets = TokenBuckets()
        var now = BootTime(milliseconds: 1_000_000)

        init(concurrency: Int = 1, limits: [RateLimit] = []) {
            queue = ChannelQueue(concurrency: concurrency, limits: limits)
        }

        mutating func offer(
            _ name: String, _ retryClass: RetryClass = .urgent, contact: ContactID? = nil, age: Int64 = 0,
            rests: Duration = .zero
        ) {
            let turn = LaneTurn(retryClass: retryClass, since: now - .seconds(age), dueAt: now + rests)
            queue.offer(Self.claim(name, contact), turn, at: now)
        }

        mutating func admit() -> String? { queue.admitNext(at: now, &buckets)?.lane.subject.sessionName }

        mutating func admitAll() -> [String] {
            var names: [String] = []
            while let name = admit() { names.append(name) }
            return names
        }

        mutating func end(_ name: String, _ outcome: DeliveryOutcome = .delivered(ref: nil), contact: ContactID? = nil)
        {
            queue.attempted(Self.claim(name, contact), outcome, at: now)
        }

        /// Waits until the queue is worth another try, and returns for how long; nil when it never is.
        mutating func wait() -> Duration? {
            guard let opens = queue.opens(after: now, buckets) else { return nil }
            defer { now = opens }
            return opens - now
        }

        /// Lets everything through one at a time and returns the order.
        mutating func drain() -> [String] {
            var order: [String] = []
            while let name = admit() {
                order.append(name)
                end(name)
            }
            return order
        }

        static func claim(_ name: String, _ contact: ContactID? = nil) -> Claim {
            let recipient = Recipient(channel: "ops", contact: contact)
            return Claim(
                gateway: "main", lane: LaneKey(recipient: recipient, subject: .session(name), feed: .incidents))
        }
    }

    // MARK: The order

    @Test func theMostUrgentGoesFirstAndAmongEqualsTheOldest() {
        var bench = Bench()
        bench.offer("code", .perishable, age: 99)
        bench.offer("bulk", .bulk, age: 50)
        bench.offer("normal", .normal)
        bench.offer("urgent 1")
        bench.offer("old normal", .normal, age: 10)
        bench.offer("urgent 2")
        #expect(bench.drain() == ["urgent 1", "urgent 2", "old normal", "normal", "bulk", "code"])
    }

    @Test func everyNinthTurnOfASinglePlaceIsTheRests() {
        var bench = Bench()
        bench.offer("bulk", .bulk)
        for number in 1...20 { bench.offer("urgent \(number)") }
        let order = bench.drain()
        #expect(order.count == 21)
        #expect(order.firstIndex(of: "bulk") == 8)
    }

    @Test func urgentLanesLeaveOnePlaceToTheRest() {
        var bench = Bench(concurrency: 3)
        for number in 1...5 { bench.offer("urgent \(number)") }
        bench.offer("bulk 1", .bulk)
        bench.offer("bulk 2", .bulk)
        #expect(bench.admitAll() == ["urgent 1", "urgent 2", "bulk 1"])
        // The place that becomes free goes to an urgent one: the rest has its place already.
        bench.end("urgent 1")
        #expect(bench.admitAll() == ["urgent 3"])
    }

    @Test func urgentLanesTakeAllPlacesWhileNobodyElseWaits() {
        var bench = Bench(concurrency: 2)
        for number in 1...3 { bench.offer("urgent \(number)") }
        #expect(bench.admitAll() == ["urgent 1", "urgent 2"])
    }

    @Test func aWaitingLaneThatBecomesMoreUrgentMovesUpAndIsSentOnce() {
        var bench = Bench()
        bench.offer("other", .normal)
        bench.offer("lane", .bulk)
        bench.offer("lane", .urgent)
        #expect(bench.queue.waitingCount == 2)
        #expect(bench.drain() == ["lane", "other"])
    }

    @Test func aLaneUnderWayIsNotTakenTwice() {
        var bench = Bench(concurrency: 2)
        bench.offer("lane")
        #expect(bench.admit() == "lane")
        bench.offer("lane")
        #expect(bench.admit() == nil)
    }

    // MARK: Failing

    @Test func aRowThatFailedRestsWhileTheChannelWorks() {
        var bench = Bench(concurrency: 2)
        bench.offer("a", rests: .seconds(8))
        bench.offer("b")
        #expect(bench.drain() == ["b"])
        #expect(bench.wait() == .seconds(8))
        #expect(bench.drain() == ["a"])
    }

    @Test func theBestOfAllRowsProbesAChannelThatFailsWhateverItsOwnPauseIs() {
        var bench = Bench(concurrency: 16)
        for number in 1...5 {
            bench.offer("bulk \(number)", .bulk, age: 99)
            #expect(bench.admit() == "bulk \(number)")
            bench.end("bulk \(number)", failure)
        }
        #expect(bench.queue.health.state == .failing)
        for number in 1...5 { bench.offer("bulk \(number)", .bulk, age: 99, rests: .hours(10)) }
        bench.offer("young")
        bench.offer("old", age: 60, rests: .minutes(5))
        #expect(bench.admitAll() == [])
        #expect(bench.wait() == .milliseconds(1500))
        #expect(bench.admitAll() == ["old"])
        bench.end("old", failure)
        // A row that its receiver cannot take does not stand for the channel.
        bench.offer("old", age: 60, rests: .minutes(5))
        #expect(bench.wait() == .milliseconds(1500))
        #expect(bench.admitAll() == ["young"])
        bench.end("young", failure)
        bench.offer("young", rests: .seconds(1))
        #expect(bench.wait() == .milliseconds(1500))
        #expect(bench.admitAll() == ["old"])
    }

    @Test func aMinuteOfFailingCostsOneProbeEachAndAfterItEverybodyFollowsAlongARamp() {
        var bench = Bench(concurrency: 16)
        for number in 1...1000 { bench.offer("s\(number)") }
        let end = bench.now + .seconds(60)
        var tries = 0
        while bench.now < end {
            for name in bench.admitAll() {
                tries += 1
                bench.end(name, failure)
                bench.offer(name, rests: .minutes(5))
            }
            _ = bench.wait()
        }
        #expect(tries <= 60)
        var rounds: [Int] = []
        while bench.queue.waitingCount > 0 {
            let names = bench.admitAll()
            rounds.append(names.count)
            for name in names { bench.end(name) }
        }
        #expect(rounds.prefix(5) == [1, 2, 8, 16, 16])
        #expect(rounds.reduce(0, +) == 1000)
        #expect(bench.queue.health.state == .working)
    }

    // MARK: Throttling

    @Test(arguments: [(Int64(30), Int64(30), Int64(30)), (3600, 300, 900), (0, 2, 2)])
    func aBusyReceiverIsLeftAloneAndUrgentRowsAskSooner(wish: Int64, urgent: Int64, rest: Int64) {
        for retryClass in [RetryClass.urgent, .bulk] {
            var bench = Bench(concurrency: 4)
            bench.offer("a", retryClass)
            #expect(bench.admit() == "a")
            bench.end("a", .retry(after: .seconds(wish), reason: "HTTP 429"))
            #expect(bench.queue.health.state == .throttled)
            bench.offer("a", retryClass, rests: .hours(1))
            bench.offer("b", retryClass)
            let waited = (bench.wait() ?? .zero) + .milliseconds(500)
            #expect(waited.wholeSeconds == (retryClass == .urgent ? urgent : rest))
            // One asks, and the others follow when it was heard, but not all at once.
            #expect(bench.admitAll() == ["b"])
            bench.end("b")
            #expect(bench.admitAll() == [])
            #expect(bench.wait() == .milliseconds(950))
            #expect(bench.admitAll() == ["a"])
        }
    }

    @Test func beingBusyIsNoFailureHoweverOften() {
        var bench = Bench(concurrency: 4)
        var pauses: [Duration] = []
        for _ in 0..<20 {
            bench.offer("a")
            #expect(bench.admit() == "a")
            bench.end("a", .retry(after: .zero, reason: "HTTP 429"))
            bench.offer("a")
            pauses.append(bench.wait() ?? .zero)
        }
        #expect(bench.queue.health.state == .throttled)
        #expect(pauses.first == .milliseconds(1500))
        #expect(pauses.last == .seconds(30))
    }

    // MARK: Rates

    @Test func aLimitLetsABurstThroughAndThenOneAtATime() {
        var bench = Bench(limits: [RateLimit(key: "hook", burst: 5, interval: .seconds(1))])
        for number in 1...8 { bench.offer("s\(number)") }
        #expect(bench.drain().count == 5)
        #expect(bench.wait() == .seconds(1))
        #expect(bench.drain() == ["s6"])
        #expect(bench.wait() == .seconds(1))
        #expect(bench.drain() == ["s7"])
    }

    @Test func aFifthOfTheBurstIsKeptForUrgentRows() {
        var bench = Bench(limits: [RateLimit(key: "hook", burst: 5, interval: .seconds(1))])
        for number in 1...8 { bench.offer("bulk \(number)", .bulk) }
        #expect(bench.drain().count == 4)
        bench.offer("urgent")
        #expect(bench.drain() == ["urgent"])
        #expect(bench.wait() == .seconds(2))
        #expect(bench.drain() == ["bulk 5"])
    }

    @Test func channelsWithAnEqualKeyShareALimit() {
        let limits = [RateLimit(key: "chat", burst: 1, interval: .seconds(1))]
        var first = Bench(limits: limits)
        var second = Bench(limits: limits)
        first.offer("a")
        second.offer("b")
        #expect(first.admit() == "a")
        second.buckets = first.buckets
        #expect(second.admit() == nil)
        #expect(second.wait() == .seconds(1))
        #expect(second.admit() == "b")
    }

    @Test func anAdmissionThatWasNotUsedCostsNothing() {
        var bench = Bench(limits: [RateLimit(key: "chat", burst: 1, interval: .seconds(60))])
        bench.offer("a")
        #expect(bench.admit() == "a")
        bench.queue.release(Bench.claim("a"), &bench.buckets)
        bench.offer("b")
        #expect(bench.admit() == "b")
    }

    // MARK: Refused

    @Test func aRefusedRecipientWaitsAndTheOthersOfTheChannelDoNot() {
        var bench = Bench(concurrency: 4)
        bench.offer("a", contact: "one")
        bench.offer("b", contact: "one")
        bench.offer("c", contact: "two")
        #expect(bench.admitAll() == ["a", "b", "c"])
        bench.end("a", .suspend(probeAfter: .minutes(5), reason: "HTTP 403"), contact: "one")
        bench.offer("a", contact: "one", rests: .minutes(5))
        bench.end("b", .suspend(probeAfter: .minutes(5), reason: "HTTP 403"), contact: "one")
        bench.end("c", contact: "two")
        #expect(bench.queue.health.state == .suspended)
        #expect(bench.queue.health.reason == "HTTP 403")
        bench.offer("c", contact: "two")
        #expect(bench.admitAll() == ["c"])
        bench.end("c", contact: "two")
        bench.offer("d", contact: "one")
        #expect(bench.wait() == .minutes(5))
        #expect(bench.admitAll() == ["a"])
        bench.end("a", contact: "one")
        #expect(bench.queue.health.state == .working)
        #expect(bench.admitAll() == ["d"])
    }

    @Test func whatWaitedAlreadyIsHeldBackWithTheRecipient() {
        var bench = Bench()
        for name in ["a", "b", "c"] { bench.offer(name) }
        bench.offer("resting", rests: .seconds(1))
        #expect(bench.admit() == "a")
        bench.end("a", .suspend(probeAfter: .minutes(60), reason: "HTTP 404"))
        bench.now = bench.now + .minutes(59)
        #expect(bench.admitAll() == [])
        #expect(bench.wait() == .minutes(1))
        #expect(bench.admitAll() == ["b"])
        bench.end("b", .suspend(probeAfter: .minutes(60), reason: "HTTP 404"))
        #expect(bench.wait() == .minutes(60))
        bench.queue.resume()
        #expect(bench.drain() == ["c", "resting"])
    }

    @Test func aPersonsWishEndsEveryPause() {
        var bench = Bench()
        for outcome in [failure, .retry(after: .minutes(9), reason: "busy")] {
            for _ in 1...5 {
                bench.offer("a")
                #expect(bench.admit() == "a")
                bench.end("a", outcome)
                bench.queue.resume()
            }
            bench.offer("a")
            #expect(bench.admit() == "a")
            bench.end("a")
        }
    }
}
