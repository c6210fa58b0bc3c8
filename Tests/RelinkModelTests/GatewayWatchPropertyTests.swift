// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// Whatever happens, in whatever order, the invariants hold (see ``Verdict``).
struct GatewayWatchPropertyTests {
    private static let scriptLength = 250
    private static let lots = 8

    /// Inputs to decide on in all: `RELINK_STEPS`, or 10^5.
    private static var steps: Int { getenv("RELINK_STEPS").flatMap { Int(String(cString: $0)) } ?? 100_000 }

    /// A part of all scripts; the parts run beside each other.
    @Test(arguments: 0..<lots) func noScriptOfMishapsBreaksAnInvariant(lot: Int) {
        var inputs = 0
        var seed = UInt64(lot + 1)
        while inputs < Self.steps / Self.lots {
            let script = ChaosStep.script(Self.scriptLength, seed: seed)
            let end = Self.replay(script)
            if end.problem != nil { return Self.report(script, seed: seed) }
            inputs += end.inputs
            seed += UInt64(Self.lots)
        }
    }

    @Test func theSameScriptAlwaysTellsTheSameStory() {
        let script = ChaosStep.script(Self.scriptLength, seed: 7)
        let stories = (0..<2).map { _ in
            var world = ChaosWorld()
            for step in script { world.take(step) }
            return world.ledger.rows
        }
        #expect(stories[0] == stories[1])
    }

    private static func report(_ script: [ChaosStep], seed: UInt64) {
        let short = Shrinker.shrink(script) { replay($0).problem != nil }
        let story = short.enumerated().map { "  \($0.offset). \($0.element)" }.joined(separator: "\n")
        Issue.record("seed \(seed): \(replay(short).problem ?? "")\n\(story)")
    }

    private static func replay(_ script: [ChaosStep]) -> (problem: String?, inputs: Int) {
        var world = ChaosWorld()
        for step in script where world.verdict.problem == nil { world.take(step) }
        if world.verdict.problem == nil { world.heal() }
        return (world.verdict.problem, world.inputs)
    }
}
