// SPDX-License-Identifier: Apache-2.0

import RelinkModel

/// One thing that happens to a ``DeliveryWorld``.
enum DeliveryStep: Sendable {
    /// What a receiver does with attempts.
    enum Receiver: CaseIterable { case accepts, isDown, takesSilently, isBusy, rejects, suspends }

    /// Time passes.
    case pass(seconds: Int64)
    /// A session drops, into a new incident or back into the last one, or something is wrong with the gateway.
    case drop(thing: Int, isRelapse: Bool)
    /// Its outage looks different.
    case change(thing: Int)
    /// All is well with it again.
    case recover(thing: Int)
    /// A session changes its state that often without anything being confirmed.
    case flap(session: Int, times: Int)
    /// A channel behaves like that from now on.
    case receiver(channel: Int, Receiver)
    /// The process is killed; what is under way had arrived or not.
    case crash(isTaken: Bool)

    /// A script of that many steps, the same for the same seed.
    static func script(_ length: Int, seed: UInt64) -> [DeliveryStep] {
        var random = SplitMix64(seed: seed)
        return (0..<length).map { _ in step(&random) }
    }

    private static func step(_ random: inout SplitMix64) -> DeliveryStep {
        let session = Int.random(in: 0..<DeliveryWorld.sessions.count, using: &random)
        let thing =
            Bool.random(using: &random)
            ? session : DeliveryWorld.sessions.count + Int.random(in: 0..<DeliveryWorld.troubles.count, using: &random)
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<25: return .pass(seconds: [1, 3, 20, 61, 400, 4000].randomElement(using: &random) ?? 1)
        case 25..<45: return .drop(thing: thing, isRelapse: Bool.random(using: &random))
        case 45..<57: return .change(thing: thing)
        case 57..<77: return .recover(thing: thing)
        case 77..<82: return .flap(session: session, times: Int.random(in: 1...90, using: &random))
        case 82..<97:
            let receiver = Receiver.allCases.randomElement(using: &random) ?? .accepts
            return .receiver(channel: Int.random(in: 0..<DeliveryWorld.channels.count, using: &random), receiver)
        default: return .crash(isTaken: Bool.random(using: &random))
        }
    }
}
