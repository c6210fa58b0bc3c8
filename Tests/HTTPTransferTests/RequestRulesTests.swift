// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import HTTPTransfer

struct RequestRulesTests {
    private static let url = "http://127.0.0.1/"

    @Test(arguments: [
        HTTPRequest(url: ""), HTTPRequest(url: "file:///etc/passwd"), HTTPRequest(url: "127.0.0.1"),
        HTTPRequest(url: "http://127.0.0.1/a b"), HTTPRequest(url: "http://127.0.0.1/\r\nX: 1"),
        HTTPRequest(url: "http://127.0.0.1/\u{0}"), HTTPRequest(url: "http://127.0.0.1/\u{7F}"),
        HTTPRequest(method: "", url: url), HTTPRequest(method: "GET /x HTTP/1.1\r\nX:", url: url),
        HTTPRequest(url: url, headers: [HTTPHeader("X", "1\r\nEvil: 1")]),
        HTTPRequest(url: url, headers: [HTTPHeader("X", "1\nEvil: 1")]),
        HTTPRequest(url: url, headers: [HTTPHeader("X", "\u{0}")]),
        HTTPRequest(url: url, headers: [HTTPHeader("X", "a\tb")]),
        HTTPRequest(url: url, headers: [HTTPHeader("X", "\u{7F}")]),
        HTTPRequest(url: url, headers: [HTTPHeader("", "1")]), HTTPRequest(url: url, headers: [HTTPHeader("X:", "1")]),
        HTTPRequest(url: url, headers: [HTTPHeader("X\r\n", "1")]),
        HTTPRequest(url: url, headers: [HTTPHeader("É", "1")]),
        HTTPRequest(url: url, headers: [HTTPHeader("content-LENGTH", "1")]),
        HTTPRequest(url: url, headers: [HTTPHeader("Transfer-Encoding", "chunked")]),
        HTTPRequest(url: url, headers: [HTTPHeader("Expect", "100-continue")]),
        HTTPRequest(method: "POST", url: url, body: [], multipart: []),
        HTTPRequest(method: "POST", url: url, multipart: [FormPart(name: "a\r\nb", text: "")]),
        HTTPRequest(method: "POST", url: url, multipart: [FormPart(name: "a", fileName: "\n", body: [])]),
        HTTPRequest(method: "POST", url: url, multipart: [FormPart(name: "a", contentType: "\n", body: [])]),
        HTTPRequest(url: url, unixSocketPath: ""),
        HTTPRequest(url: url, unixSocketPath: String(repeating: "a", count: 108)),
        HTTPRequest(url: url, unixSocketPath: "/a\u{0}"), HTTPRequest(url: url, caFile: ""),
        HTTPRequest(url: url, limits: TransferLimits(connect: .zero)),
        HTTPRequest(url: url, limits: TransferLimits(total: .seconds(-1))),
    ])
    func refusesBeforeSending(_ request: HTTPRequest) {
        let error = #expect(throws: TransferError.self) { try RequestRules.check(request) }
        #expect(error?.stage == .notStarted)
        #expect(error?.requestSent == false)
        #expect(error?.words.utf8.allSatisfy { $0 >= 0x20 } == true)
    }

    @Test(arguments: [
        HTTPRequest(url: "HTTPS://example.com"), HTTPRequest(url: "http://exämple.com/%20"),
        HTTPRequest(method: "M-SEARCH", url: url), HTTPRequest(url: url, headers: [HTTPHeader("X-A", "grün ✓")]),
        HTTPRequest(url: url, headers: [HTTPHeader("X-A", "")]),
        HTTPRequest(url: url, unixSocketPath: String(repeating: "a", count: 107)),
    ])
    func letsPass(_ request: HTTPRequest) {
        #expect(throws: Never.self) { try RequestRules.check(request) }
    }
}
