// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import RelinkModel

struct IncidentCodeTests {
    @Test func isFourCharactersThatNobodyMisreadsAndHardlyEverTheSame() {
        let codes = (1...1000).map { IncidentCode.of(IncidentID("test01-\($0)")) }
        #expect(codes.allSatisfy { $0.count == 4 && $0.allSatisfy("23456789ABCDEFGHJKMNPQRSTVWXYZ".contains) })
        #expect(Set(codes).count > 990)
        #expect(IncidentCode.of("test01-1") == codes[0])
    }
}
