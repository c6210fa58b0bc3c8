// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import Testing

@testable import Channels

struct HeartbeatRequestTests {
    private func request(_ kind: HeartbeatKind, _ url: String, _ failings: [String] = []) -> HeartbeatRequest? {
        HeartbeatRequest(kind, url: Secret(url), failings: failings)
    }

    @Test(arguments: [
        ("https://hc.example.com/ping/x", "https://hc.example.com/ping/x", "https://hc.example.com/ping/x/fail"),
        ("https://hc.example.com/ping/x/", "https://hc.example.com/ping/x", "https://hc.example.com/ping/x/fail"),
        (
            "https://hc.example.com/k/s?create=1", "https://hc.example.com/k/s?create=1",
            "https://hc.example.com/k/s/fail?create=1"
        ),
    ])
    func healthchecksHearsFailuresAtAPathOfTheirOwn(url: String, beat: String, failure: String) {
        let well = request(.healthchecks, url)
        #expect(well?.method == "POST" && well?.url == beat && well?.body == [])
        let ill = request(.healthchecks, url, ["a hangs", "b is lost"])
        #expect(ill?.url == failure)
        #expect(ill?.body == Array("a hangs\nb is lost".utf8))
    }

    @Test func kumaHearsItInTheQuery() {
        let shown = "https://kuma.example.com/api/push/change-me?status=up&msg=OK&ping="
        #expect(request(.kuma, shown)?.url == "https://kuma.example.com/api/push/change-me?status=up&msg=OK")
        let ill = request(.kuma, shown, ["a & b hang", "100 %"])
        #expect(
            ill?.url
                == "https://kuma.example.com/api/push/change-me?status=down&msg=a%20%26%20b%20hang%3B%20100%20%25")
        #expect(ill?.method == "GET")
    }

    @Test func whoeverOnlyCountsMissesBeats() {
        #expect(request(.get, "http://127.0.0.1/x?y=1")?.url == "http://127.0.0.1/x?y=1")
        #expect(request(.get, "http://127.0.0.1/x", ["a"]) == nil)
    }

    @Test func reasonsAreCut() {
        let long = String(repeating: "a", count: 50_000)
        #expect(request(.healthchecks, "http://127.0.0.1/x", [long])?.body?.count == 10_000)
        #expect(request(.kuma, "http://127.0.0.1/x", [long]).map { $0.url.count < 400 } == true)
    }
}
