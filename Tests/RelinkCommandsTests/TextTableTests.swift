// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import RelinkCommands

struct TextTableTests {
    @Test func columnsAreAsWideAsTheirWidestCell() {
        let text = TextTable.text(["A", "LONG"], [["wide cell", "x"], ["y", ""]])
        #expect(text == "A          LONG\nwide cell  x\ny\n")
    }

    @Test func aCellCannotBeginALineOfItsOwn() {
        let text = TextTable.text(["A"], [["one\ntwo"]])
        #expect(text.split(separator: "\n").count == 2)
    }
}
