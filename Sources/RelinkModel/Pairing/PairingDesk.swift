// SPDX-License-Identifier: Apache-2.0

/// The pairing codes that a person asked for, for one session: when the next one may be asked for, and whether one lives.
/// It holds no code.
struct PairingDesk: Sendable {
    /// From one request to the next: each rings the phone, and WhatsApp blocks numbers that ask too often.
    static let pause: Duration = .seconds(60)

    private var askedAt: BootTime?
    private var livesUntil: BootTime?

    /// How long it takes until another one may be asked for; nil where it may be now.
    func wait(at now: Moment) -> Duration? {
        guard let askedAt else { return nil }
        let wait = askedAt + Self.pause - now.boot
        return wait > .zero ? wait : nil
    }

    /// Notes that a person asks for one.
    mutating func asked(at now: Moment) { askedAt = now.boot }

    /// Notes that the gateway gave one.
    mutating func shown(for life: Duration, at now: Moment) { livesUntil = now.boot + life }

    /// Whether a person may be typing one in.
    func isOffered(at now: Moment) -> Bool { livesUntil.map { now.boot < $0 } == true }

    /// The session asks for no phone any more: what was given is worth nothing.
    mutating func withdraw() { livesUntil = nil }
}
