// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import Testing

@testable import Gateways

struct ForeignReplyTests {
    @Test(arguments: [
        (200, "", SessionDetail.proxyAnswer, "HTTP 200 with an empty body"),
        (200, " \r\n", .proxyAnswer, "HTTP 200 with an empty body"),
        (200, "<html>", .proxyAnswer, "HTTP 200 with a page"),
        (200, "\n{}", .proxyAnswer, "HTTP 200 with unknown data"),
        (200, "ok", .proxyAnswer, "HTTP 200 with unknown text"),
        (302, "<html>", .proxyAnswer, "HTTP 302 with a redirect"),
        (404, "<pre>404 Not Found</pre>", .proxyAnswer, "HTTP 404 with a page"),
        (502, "<html>", .http5xx, "HTTP 502 with a page"),
        (599, "", .http5xx, "HTTP 599 with an empty body"),
    ])
    func saysWhatCame(status: Int, body: String, detail: SessionDetail, words: String) {
        let reply = ForeignReply(GatewayReply(status: status, body: Array(body.utf8)))
        #expect(reply.detail == detail)
        #expect(reply.words.hasPrefix(words + ", not the gateway's own answer"))
        #expect(!reply.isWrongPath)
    }

    @Test(arguments: [
        (404, "<pre>Cannot GET /api/ping</pre>", true), (404, "<pre>Cannot GET ping</pre>", false),
        (404, "Not Cannot GET /api", false), (500, "<pre>Cannot GET /api/ping</pre>", false),
        (404, String(repeating: " ", count: 600) + "<pre>Cannot GET /api/ping</pre>", false),
    ])
    func tellsAWrongPathByThePageOfTheFramework(status: Int, body: String, isWrongPath: Bool) {
        let reply = ForeignReply(GatewayReply(status: status, body: Array(body.utf8)))
        #expect(reply.isWrongPath == isWrongPath)
        #expect(reply.words.contains("BASE_PATH") == isWrongPath)
    }
}
