// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import RelinkCommands

struct ControlClientTests {
    @Test func aPartOfAPathMayHoldAnything() {
        #expect(ControlClient.path("control", "qr", "main", "a/b c\u{1}é") == "/control/qr/main/a%2Fb%20c%01%C3%A9")
    }
}
