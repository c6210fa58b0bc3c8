// SPDX-License-Identifier: Apache-2.0

/// What is told of a time in which no gateway was seen: one note afterwards, and one alert where it does not end.
///
/// One gateway's watch has it, for all of them.
struct BlindReport: Sendable {
    /// However likely the network is, an outage of everything is not kept back for longer.
    static let bound: Duration = .minutes(5)

    /// What is to be told.
    enum News: Equatable {
        /// That nothing is seen.
        case lasts(Blindness)
        /// That it is over, to whoever heard of it and whoever would have.
        case over(Blindness, told: [Recipient])
    }

    private let least: Duration
    private var blindness: Blindness?
    private var isTold = false
    private var told: [Recipient] = []

    /// Nothing is to be told.
    ///
    /// - Parameter least: what is over sooner is not worth a word, since nothing was believed of any gateway.
    init(least: Duration) { self.least = least }

    /// Goes on from what was stored.
    mutating func resume(_ record: IncidentRecord, at now: Moment) {
        blindness = Blindness(since: now.recalling(record.since), gateways: record.connectedBefore)
        (isTold, told) = (true, record.told)
    }

    /// When ``takeDue(at:)`` has something to tell; nil while nothing will be.
    var nextDeadline: BootTime? { isTold ? nil : blindness.map { $0.since.boot + Self.bound } }

    /// Notes what is seen.
    ///
    /// - Returns: what is to be told now.
    mutating func note(_ sight: Sight, at now: Moment) -> News? {
        switch sight {
        case .unknown: return nil
        case .blind(let present):
            if blindness == nil { blindness = present }
            return nil
        case .clear:
            guard let past = blindness else { return nil }
            defer { (blindness, isTold, told) = (nil, false, []) }
            return isTold || now.elapsed(since: past.since) >= least ? .over(past, told: told) : nil
        }
    }

    /// What is to be told because it lasts.
    mutating func takeDue(at now: Moment) -> News? {
        guard let nextDeadline, nextDeadline <= now.boot, let blindness else { return nil }
        isTold = true
        return .lasts(blindness)
    }

    /// Notes who was told that it lasts.
    mutating func wasTold(to recipients: [Recipient]) { told = recipients }
}
