// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import Testing

@testable import RelinkCommands

struct SessionNameTests {
    private static let keys = [
        SessionKey(gateway: "main", name: "shop"), SessionKey(gateway: "main", name: "sales"),
        SessionKey(gateway: "branch", name: "shop"), SessionKey(gateway: "branch", name: "main/sales"),
    ]

    @Test(arguments: [("main/shop", "main/shop"), ("sales", "main/sales"), ("branch/main/sales", "branch/main/sales")])
    func findsTheWholeNameAndABareOneThatIsUnique(_ text: String, _ expected: String) throws {
        #expect(try SessionName.find(text, among: Self.keys).description == expected)
    }

    @Test func aBareNameAtTwoGatewaysNamesBoth() throws {
        let failure = #expect(throws: Failure.self) { try SessionName.find("shop", among: Self.keys) }
        #expect(failure?.status == ExitStatus.usage)
        #expect(failure?.words == "shop is at more than one gateway: say main/shop, branch/shop")
    }

    @Test func anUnknownNameSaysWhatThereIs() throws {
        let failure = #expect(throws: Failure.self) { try SessionName.find("a\u{1B}b", among: Self.keys) }
        #expect(failure?.words.contains("main/shop") == true)
        #expect(failure?.words.contains("\u{1B}") == false)
    }
}
