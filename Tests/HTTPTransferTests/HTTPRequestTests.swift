// SPDX-License-Identifier: Apache-2.0

import HTTPTransfer
import Testing

struct HTTPRequestTests {
    @Test func printsNoSecret() {
        let request = HTTPRequest(
            method: "POST", url: "https://example.com/bot123:change-me/x",
            headers: [HTTPHeader("x-api-key", "change-me")],
            body: Array("change-me".utf8))
        var dumped = ""
        dump(request, to: &dumped)
        for text in ["\(request)", String(reflecting: request), "\([request])", "\(request.headers)", dumped] {
            #expect(!text.contains("change-me"))
        }
        #expect("\(request)" == "POST https://example.com")
    }
}
