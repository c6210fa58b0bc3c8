// SPDX-License-Identifier: Apache-2.0

import RelinkModel

/// A session of the played world: how it looks at each time.
struct PlayedSession: Sendable {
    /// How long the first code of a round is shown, and each later one: 60 s, then 20 s (devlikeapro/waha#1799,
    /// tulir/whatsmeow `qrchan.go`).
    private static let firstCode: Duration = .seconds(60)
    private static let laterCodes: Duration = .seconds(20)

    private let name: String
    private(set) var script: SessionScript
    /// Counts its changes, so that the outcome of a start that something overtook is dropped.
    private(set) var version = 0
    private var since: BootTime

    init(_ name: String, _ script: SessionScript = .connected, at now: BootTime) {
        self.name = name
        self.script = script
        since = now
    }

    mutating func become(_ script: SessionScript, at now: BootTime) {
        self.script = script
        since = now
        version += 1
    }

    /// What its status says.
    func answer(at now: BootTime) -> PollAnswer {
        if let words = script.unmapped { return .unmapped(words: words) }
        if script.showsCodes, number(at: now) == nil {
            return .observed(
                SessionCondition(.scanQR, .roundOver), GatewayWords(message: script.words))
        }
        let condition = script.condition
        return .observed(
            condition,
            GatewayWords(
                success: condition.state == .connected, state: condition.state == .connected ? "CONNECTED" : nil,
                message: script.words))
    }

    /// The code that it shows.
    func code(at now: BootTime) -> QRID? {
        guard script.showsCodes, let number = number(at: now) else { return nil }
        return QRID(rawValue: "\(name)-\(version)-\(number)")
    }

    /// The position of the shown code in its round, from 0; nil when the round is over.
    private func number(at now: BootTime) -> Int? {
        let age = now - since
        let later = (age - Self.firstCode).wholeMilliseconds / Self.laterCodes.wholeMilliseconds
        let number = age < Self.firstCode ? 0 : 1 + Int(later)
        if let codes = script.codes, number >= codes { return nil }
        return number
    }
}
