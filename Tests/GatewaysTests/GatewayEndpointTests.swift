// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Gateways

struct GatewayEndpointTests {
    @Test(arguments: [
        ("http://127.0.0.1:3000", "http://127.0.0.1:3000/ping"),
        ("https://example.com/", "https://example.com/ping"),
        ("http://example.com/wa", "http://example.com/wa/ping"),
        ("HTTP://example.com/a/wa///", "HTTP://example.com/a/wa/ping"),
        ("http://[::1]:3000", "http://[::1]:3000/ping"),
    ])
    func keepsTheBasePath(url: String, ping: String) throws {
        #expect(try GatewayEndpoint(url: url).url("/ping") == ping)
    }

    @Test(arguments: [
        ("", GatewayEndpointError.scheme), ("example.com", .scheme), ("ftp://example.com", .scheme),
        ("http:example.com", .scheme), ("https//example.com", .scheme), ("http://", .host), ("http:///wa", .host),
        ("http://:3000", .host), ("http://example.com?x", .query), ("http://example.com/#x", .query),
        ("http://exa mple.com", .unprintable), ("http://example.com\n", .unprintable),
        ("http://exämple.com", .unprintable),
    ])
    func refusesWhatIsNoBase(url: String, error: GatewayEndpointError) {
        #expect(throws: error) { try GatewayEndpoint(url: url) }
    }

    @Test(arguments: GatewayEndpointError.allCases)
    func everyErrorSaysWhatIsWrongWithTheURL(error: GatewayEndpointError) {
        #expect(error.description.hasPrefix("the gateway's URL "))
    }
}
