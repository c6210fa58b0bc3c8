// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import ConfigurationFile

struct HostNameTests {
    @Test(arguments: [
        "localhost", "127.0.0.1", "127.9.9.9", "::1", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1",
        "100.64.0.1", "169.254.1.1", "whatsapp", "nas.local", "a.b.internal", "fd00::1", "fe80::1",
    ])
    func knowsPrivateGround(host: String) {
        #expect(HostName.isPrivate(host))
    }

    @Test(arguments: [
        "example.com", "8.8.8.8", "172.32.0.1", "172.15.0.1", "192.169.0.1", "100.128.0.1", "2001:db8::1",
        "127.0.0.1.example.com", "local.example.com", "10.1.2",
    ])
    func knowsPublicGround(host: String) {
        #expect(!HostName.isPrivate(host))
    }

    @Test(arguments: [("localhost", true), ("127.1.1.1", true), ("::1", true), ("0.0.0.0", false), ("::", false)])
    func knowsLoopback(host: String, isLoopback: Bool) {
        #expect(HostName.isLoopback(host) == isLoopback)
    }

    @Test(arguments: ["", ".", "a..b", "a b", "a/b", "é.com", String(repeating: "a", count: 64), "a:b"])
    func refusesWhatIsNoName(host: String) {
        #expect(!HostName.isValid(host))
    }
}
