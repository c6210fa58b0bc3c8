// SPDX-License-Identifier: Apache-2.0

import Channels
import RelinkModel
import RelinkTesting
import Testing

struct HeartbeatClientTests {
    private func client(_ kind: HeartbeatKind, _ url: String) -> HeartbeatClient {
        HeartbeatClient(kind, url: Secret(url), pause: .seconds(60), userAgent: "relink-test")
    }

    @Test func aBeatIsTakenOrTheAnswerIsSaid() async throws {
        let server = try LoopbackServer { $0.path.hasSuffix("/fail") ? [.answer(500)] : [.answer(200, "OK")] }
        defer { server.stop() }
        let heart = client(.healthchecks, server.url + "/ping/change-me")
        #expect(await heart.beat([]) == nil)
        #expect(await heart.beat(["a hangs"]) == "HTTP 500")
        #expect(server.requests.map(\.path) == ["/ping/change-me", "/ping/change-me/fail"])
        #expect(server.requests.last?.text.hasSuffix("a hangs") == true)
    }

    @Test func aServiceThatIsAwayIsSaidWithoutTheAddress() async throws {
        let server = try LoopbackServer(.answer(200))
        server.stop()
        let words = await client(.get, server.url + "/canary-3f9a").beat([])
        #expect(words?.isEmpty == false)
        #expect(words?.contains("canary") == false)
    }

    @Test func silenceIsNoRequest() async throws {
        let server = try LoopbackServer(.answer(200))
        defer { server.stop() }
        #expect(await client(.get, server.url).beat(["a hangs"]) == nil)
        #expect(server.requests.isEmpty)
    }
}
