// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import Testing

@testable import RelinkCommands

struct EventKindNamedTests {
    @Test(arguments: EventKind.allCases)
    func everyKindIsFoundByItsName(_ kind: EventKind) throws {
        #expect(try EventKind.named(kind.rawValue) == kind)
    }

    @Test func anUnknownOneListsAll() {
        let failure = #expect(throws: Failure.self) { try EventKind.named("session.lost") }
        #expect(failure?.words.contains("session.recovered") == true)
        #expect(failure?.status == ExitStatus.usage)
    }
}
