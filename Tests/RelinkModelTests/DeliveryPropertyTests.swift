// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// Whatever happens to messages on their way, every receiver ends up knowing what is so (see ``DeliveryView``).
struct DeliveryPropertyTests {
    private static let scriptLength = 200
    private static let lots = 4

    /// Inputs to decide on in all: `RELINK_STEPS`, or 10^5.
    private static var steps: Int { getenv("RELINK_STEPS").flatMap { Int(String(cString: $0)) } ?? 100_000 }

    @Test(arguments: 0..<lots) func everyReceiverEndsUpKnowingWhatIsSo(lot: Int) {
        var inputs = 0
        var seed = UInt64(lot + 1)
        while inputs < Self.steps / Self.lots {
            let script = DeliveryStep.script(Self.scriptLength, seed: seed)
            let end = Self.replay(script)
            if end.problem != nil { return Self.report(script, seed: seed) }
            inputs += end.inputs
            seed += UInt64(Self.lots)
        }
    }

    private static func report(_ script: [DeliveryStep], seed: UInt64) {
        let short = Shrinker.shrink(script) { replay($0).problem != nil }
        let story = short.enumerated().map { "  \($0.offset). \($0.element)" }.joined(separator: "\n")
        Issue.record("seed \(seed): \(replay(short).problem ?? "")\n\(story)")
    }

    private static func replay(_ script: [DeliveryStep]) -> (problem: String?, inputs: Int) {
        var world = DeliveryWorld()
        for step in script where world.view.problem == nil { world.take(step) }
        if world.view.problem == nil { world.heal() }
        return (world.view.problem, world.inputs)
    }
}
