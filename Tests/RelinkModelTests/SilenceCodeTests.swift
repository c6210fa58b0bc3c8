// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import RelinkModel

struct SilenceCodeTests {
    private let noon = Timestamp(milliseconds: 1_767_268_800_000)

    @Test func isFourCharactersThatNoOtherSilenceHas() {
        var taken: Set<SilenceID> = []
        for _ in 0..<100 { taken.insert(.new(at: noon, taken: taken)) }
        #expect(taken.count == 100)
        #expect(taken.allSatisfy { $0.rawValue.count == 4 })
    }

    @Test func isFoundInAnyCase() {
        #expect(SilenceID(typed: "k7q2") == "K7Q2")
        #expect(SilenceID(typed: "#K7Q2") == "K7Q2")
    }
}
