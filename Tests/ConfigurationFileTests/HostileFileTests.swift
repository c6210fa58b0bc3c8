// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import ConfigurationFile

/// A file is trusted less than the person who wrote it: whatever it holds, loading ends, and says something fit to show.
struct HostileFileTests {
    private func check(_ text: String) {
        let loaded = ConfigurationFixture.load(text, environment: ["A": "x: [", "B": "\u{202E}\u{0}"])
        #expect(loaded.configuration != nil || loaded.problems.contains { $0.severity == .error })
        #expect(loaded.problems.count <= Reading.problemLimit + 1)
        for problem in loaded.problems {
            #expect(problem.description.unicodeScalars.allSatisfy(Shown.isSafe))
            #expect(problem.description.utf8.count < 2000)
        }
    }

    @Test(arguments: 0..<40)
    func mutationsNeverCrash(seed: UInt64) {
        var random = SplitMix(state: seed)
        let source = Array(ConfigurationSchema.defaultsYAML().unicodeScalars)
        let spice = Array("{}[]:,&*!|>'\"%@`#-?\n\t ~$\u{0}\u{1B}\u{202E}é🟡${A}${B}*a&a<<".unicodeScalars)
        for _ in 0..<10 {
            var text = source
            for _ in 0..<(1 + random.next() % 12) {
                let position = Int(random.next() % UInt64(text.count))
                let length = min(Int(random.next() % 40), text.count - position)
                switch random.next() % 4 {
                case 0: text.removeSubrange(position..<(position + length))
                case 1:
                    text.insert(
                        contentsOf: text[position..<(position + length)], at: Int(random.next() % UInt64(text.count)))
                case 2: text[position] = spice[Int(random.next() % UInt64(spice.count))]
                default: text.insert(spice[Int(random.next() % UInt64(spice.count))], at: position)
                }
            }
            check(String(String.UnicodeScalarView(text)))
        }
    }

    @Test func aFileOfManyMistakesHasABoundedList() {
        let keys = (0..<20_000).map { "key\($0): {}\n" }.joined()
        let loaded = ConfigurationFixture.load(ConfigurationFixture.minimal + keys)
        #expect(loaded.problems.count == Reading.problemLimit + 1)
        #expect(loaded.problems.last?.message == "and 19900 more problems")
    }

    @Test func longNamesAndValuesAreCutInProblems() {
        let long = String(repeating: "x", count: 100_000)
        check(ConfigurationFixture.minimal + "\(long): 1\nactions: \(long)\ntimezone: \(long)\ninclude: \(long)\n")
    }

    @Test func valuesCannotAddKeys() {
        let text = ConfigurationFixture.minimal + "timezone: ${A}\n"
        let loaded = ConfigurationFixture.load(text, environment: ["A": "UTC\nactions: observe"])
        #expect(loaded.problems.map(\.message) == ["`timezone` has control or invisible characters; leave them out"])
    }
}

/// A small generator with a fixed sequence (splitmix64), so that a failure repeats.
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
