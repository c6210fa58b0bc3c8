// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import ConfigurationFile

struct ListenAddressTests {
    @Test(arguments: [
        ("127.0.0.1:8480", "127.0.0.1", 8480, true), ("[::1]:8480", "::1", 8480, true),
        ("localhost:0", "localhost", 0, true),
        ("0.0.0.0:65535", "0.0.0.0", 65535, false), ("[::]:80", "::", 80, false),
        ("relink.example.com:80", "relink.example.com", 80, false),
    ])
    func readsAndWrites(text: String, host: String, port: Int, isLoopback: Bool) {
        let address = ListenAddress(text)
        #expect(address == ListenAddress(host: host, port: port))
        #expect(address?.isLoopback == isLoopback)
        #expect(address?.description == text)
    }

    @Test(arguments: [
        "", ":", ":80", "a", "a:", "a:b", "a:65536", "a:-1", "a:+1", "::1:80", "[::1]", "[]:80", "[a]:80", "a b:80",
    ])
    func refusesTheRest(text: String) {
        #expect(ListenAddress(text) == nil)
    }
}
