// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import ConfigurationFile

struct HTTPAddressTests {
    @Test(arguments: [
        ("http://127.0.0.1:3000", "127.0.0.1", false), ("https://example.com", "example.com", true),
        ("HTTPS://Example.com/a/b", "Example.com", true), ("http://[::1]:3000/x", "::1", false),
        ("http://[fd00::1]", "fd00::1", false), ("http://gateway_1:80/", "gateway_1", false),
    ])
    func takesAddressesApart(text: String, host: String, isEncrypted: Bool) throws {
        let address = try HTTPAddress(text, allowsQuery: false)
        #expect(address.host == host)
        #expect(address.isEncrypted == isEncrypted)
    }

    @Test(arguments: [
        ("", HTTPAddress.Flaw.scheme), ("example.com", .scheme), ("file:///etc", .scheme), ("http:/x", .scheme),
        ("http://", .host), ("http:///x", .host), ("http://:80", .host), ("http://a:", .host), ("http://a:0", .host),
        ("http://a:65536", .host), ("http://a:8x", .host), ("http://[::1", .host), ("http://::1", .host),
        ("http://u@h", .credentials), ("http://u:p@h/x", .credentials), ("http://h/#x", .fragment),
        ("http://h#x", .fragment), ("http://h?x", .query), ("http://h/a b", .characters),
        ("http://h/\u{7}", .characters),
        ("http://é.example", .characters), ("http://h/{x}", .characters), ("http://h\\@g/", .characters),
    ])
    func refusesWhatIsNoAddress(text: String, flaw: HTTPAddress.Flaw) {
        #expect(throws: flaw) { try HTTPAddress(text, allowsQuery: false) }
    }

    @Test func allowsAQueryWhereItIsAsked() throws {
        #expect(try HTTPAddress("https://h.example/x?a=b@c", allowsQuery: true).host == "h.example")
    }
}
