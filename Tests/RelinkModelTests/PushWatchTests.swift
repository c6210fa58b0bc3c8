// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import RelinkModel

struct PushWatchTests {
    private func at(_ seconds: Int64) -> BootTime { BootTime(milliseconds: seconds * 1000) }

    @Test func aGatewayThatNeverPushedIsMissedByNobody() {
        var pushes = PushWatch()
        let told = (0..<10).map { pushes.changed(at: at(Int64($0) * 100)) }
        #expect(!told.contains(true))
    }

    @Test func threeChangesWithoutAnyPushAreToldOnceAndTheNextPushToo() {
        var pushes = PushWatch()
        let first = pushes.came(at: at(0))
        let soon = pushes.changed(at: at(30))
        let told = (1...5).map { pushes.changed(at: at(Int64($0) * 100)) }
        let back = pushes.came(at: at(1000))
        let again = pushes.came(at: at(1001))
        #expect(!first && !soon)
        #expect(told == [false, false, true, false, false])
        #expect(back && !again)
    }
}
