// SPDX-License-Identifier: Apache-2.0

import RelinkModel

/// One thing that happens to a ``ChaosWorld``. A sequence of them is a script: it can be replayed and shortened.
enum ChaosStep: Equatable, Sendable {
    /// What a receiver does with the attempts that reach it.
    enum Receiver: CaseIterable, Sendable {
        case accepts, isDown, takesSilently, losesSilently, rejects, suspends, isBusy
    }

    /// What the gateway's address answers.
    enum Reach: CaseIterable, Sendable { case up, down, proxy, keyRefused }

    /// When the process dies.
    enum Crash: CaseIterable, Sendable { case now, beforeCommit, beforeActions }

    case pass(milliseconds: Int64)
    case state(session: Int, SessionCondition)
    case silence(session: Int, isUnmapped: Bool)
    case code(session: Int, Int?)
    case everySession(SessionCondition)
    case reach(Reach)
    case gatewayRestart
    case push(session: Int)
    case startWanted(session: Int)
    case view(session: Int)
    case receiver(channel: Int, Receiver)
    case pace(latency: Int64, admission: Int64)
    case starts(answer: StartAnswer, becomes: SessionCondition?)
    case crash(Crash, isTaken: Bool, gap: Int64)
    case plan(variant: Int, gap: Int64)
    case wallClock(seconds: Int64)
    case acknowledge(session: Int, seconds: Int64?)
    case giveBack(session: Int)
    case mute(session: Int?, seconds: Int64)
    case unmute
    case hours(isOpen: Bool)
    case expect(session: Int, SessionPlan.Expectation?, seconds: Int64?)
    /// A phone is linked: 0 for the right one, nil for one that the gateway does not tell.
    case link(session: Int, account: Int?)
    case acceptAccount(session: Int)
    /// The gateway's list names the first of its sessions only; more matters only where sessions are discovered.
    case list(kept: Int)
    /// A session that is only discovered looks like that; nil for gone.
    case extra(SessionCondition?)

    /// All other gateways are lost together with this one, or one of them is seen.
    case blind(Bool)
    /// WhatsApp answers a session no more, whatever it says, or again.
    case deafen(session: Int, Bool)
    /// Somebody is told in another one's place, by their numbers in ``ChaosWorld/people``; or nobody is any more.
    case relieve(Int, by: Int, seconds: Int64)
    case endReliefs
    /// A person asks for a pairing code.
    case pair(session: Int)

    /// A random script.
    static func script(_ count: Int, seed: UInt64) -> [ChaosStep] {
        var generator = SplitMix64(seed: seed)
        return (0..<count).map { _ in random(&generator) }
    }

    private static let conditions: [SessionCondition] = [
        .connected, .connected, .connected, SessionCondition(.scanQR, .qr), SessionCondition(.scanQR, .qr),
        SessionCondition(.starting), SessionCondition(.failed, .browserCrash), SessionCondition(.failed, .loggedOut),
        SessionCondition(.notFound), SessionCondition(.notFound), SessionCondition(.stopped),
        SessionCondition(.scanQR, .passkeyRequired), SessionCondition(.failed, .unknown),
        SessionCondition(.scanQR, .roundOver), SessionCondition(.starting, .authenticating),
    ]

    private static func random(_ generator: inout SplitMix64) -> ChaosStep {
        func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &generator) }
        func pick<T>(_ choices: [T]) -> T { choices[below(choices.count)] }
        let session = below(ChaosWorld.names.count)
        switch below(133) {
        case 122: return .blind(true)
        case 123..<125: return .blind(false)
        case 117..<119: return .list(kept: pick([0, 1, 5, 5]))
        case 119..<122: return .extra(pick([.connected, .connected, nil] + conditions))
        case 129..<132:
            return .relieve(below(5), by: below(5), seconds: pick([20, 300, 4000]))
        case 132: return .endReliefs
        case 125..<128: return .deafen(session: session, below(2) == 0)
        case 128: return .pair(session: session)
        case 112..<116: return .link(session: below(2), account: pick([0, 0, 1, 2, nil]))
        case 116: return .acceptAccount(session: below(2))
        case 100..<103: return .acknowledge(session: session, seconds: pick([nil, 20, 600, 4000]))
        case 103: return .giveBack(session: session)
        case 104..<106: return .mute(session: pick([nil, session, session]), seconds: pick([5, 90, 1000]))
        case 106: return .unmute
        case 107..<110: return .hours(isOpen: below(2) == 0)
        case 110..<112:
            return .expect(
                session: session, pick([nil, .auto, .running, .stopped]), seconds: pick([nil, 30, 700]))
        case 0..<40: return .pass(milliseconds: pick([3, 700, 2000, 5000, 11_000, 31_000, 65_000]))
        case 40..<42: return .pass(milliseconds: pick([100_000, 320_000, 600_000]))
        case 42..<62: return .state(session: session, pick(conditions))
        case 62..<64: return .silence(session: session, isUnmapped: below(2) == 0)
        case 64..<68: return .code(session: session, pick([nil, 1, 2, 3]))
        case 68: return .everySession(pick(conditions))
        case 69..<72: return .reach(pick(Reach.allCases))
        case 72..<74: return .reach(.up)
        case 74: return .gatewayRestart
        case 75: return .push(session: session)
        case 76: return .startWanted(session: session)
        case 77: return .view(session: session)
        case 78..<84: return .receiver(channel: below(4), pick(Receiver.allCases))
        case 84..<88: return .receiver(channel: below(4), .accepts)
        case 88: return .pace(latency: pick([2, 40, 3000]), admission: pick([0, 0, 20, 2500]))
        case 89..<91:
            return .starts(
                answer: pick([
                    .accepted, .alreadyRunning, .unknownSession, .refused(words: "no"), .noAnswer(words: "?"),
                ]),
                becomes: pick([nil, nil, .connected, SessionCondition(.starting), SessionCondition(.scanQR, .qr)]))
        case 91..<96:
            return .crash(pick(Crash.allCases), isTaken: below(2) == 0, gap: pick([0, 0, 4000, 120_000]))
        case 96: return .plan(variant: below(ChaosWorld.variants), gap: pick([0, 10_000]))
        default: return .wallClock(seconds: pick([-3600, 3600, -31_536_000, 31_536_000, 7]))
        }
    }
}
