// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import StatusServer

struct HostNameTests {
    @Test(arguments: [
        ("Example.com", "example.com"), ("example.com:8480", "example.com"), ("example.com.", "example.com"),
        ("example.com.:80", "example.com"), ("[::1]:80", "::1"), ("[::1]", "::1"), ("::1", "::1"),
        ("127.0.0.1:1", "127.0.0.1"), ("", ""), (":80", ""),
    ])
    func anAuthorityIsReducedToItsHost(_ authority: String, _ host: String) {
        #expect(HostName(authority).text == host)
    }

    @Test(arguments: ["localhost", "LOCALHOST:1", "127.0.0.1", "127.255.0.9:80", "[::1]:80"])
    func loopbackIsKnown(_ authority: String) {
        #expect(HostName(authority).isLoopback)
    }

    @Test(arguments: [
        "", "127.0.0.1.example.com", "127.0.0", "127.0.0.256", "128.0.0.1", "0.0.0.0", "::", "localhosts",
    ])
    func nothingElseIs(_ authority: String) {
        #expect(!HostName(authority).isLoopback)
    }
}
