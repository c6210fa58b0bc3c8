// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import Testing

@testable import RelinkCommands

struct ExitStatusTests {
    @Test(
        arguments: [
            (StoreError.locked("x"), 69), (.fenced("x"), 69), (.full("x"), 74), (.inputOutput("x"), 74),
            (.corrupt("x"), 65), (.newer("x"), 65),
        ] as [(StoreError, Int32)])
    func followSysexits(_ error: StoreError, _ status: Int32) {
        #expect(ExitStatus.of(error) == status)
    }
}
