// SPDX-License-Identifier: Apache-2.0

import HTTPTransfer
import Testing

struct URLRedactionTests {
    @Test(arguments: [
        ("https://example.com/services/T0/B0/change-me", "https://example.com"),
        ("HTTP://127.0.0.1:3000/x?key=change-me", "http://127.0.0.1:3000"),
        ("https://user:change-me@example.com:8443?a", "https://example.com:8443"),
        ("https://a@b:change-me@example.com#x", "https://example.com"),
        ("https://[2001:db8::1]:8080/x", "https://[2001:db8::1]:8080"),
        ("https://example.com\\change-me", "https://example.com"),
        ("https://exa\u{1B}mple\u{202E}.com/", "https://exa?mple???.com"),
        ("https://", "https://"), ("mailto:someone@example.com", "(not a URL)"), ("ftp://example.com", "(not a URL)"),
        ("change-me", "(not a URL)"), ("", "(not a URL)"),
    ])
    func showsTheOriginOnly(_ url: String, _ shown: String) {
        #expect(URLRedaction.origin(of: url) == shown)
    }
}
