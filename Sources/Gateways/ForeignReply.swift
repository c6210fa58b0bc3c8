// SPDX-License-Identifier: Apache-2.0

import RelinkModel

/// A reply that the gateway did not write: a proxy's error page, another server, a wrong base path.
///
/// It is told by its shape alone. Nothing of its body is quoted, as whoever wrote it is unknown.
struct ForeignReply: Equatable {
    /// `http_5xx` or `proxy_answer`.
    let detail: SessionDetail
    /// What came and what to look at, for people.
    let words: String
    /// Whether it is the web framework of the gateway itself that knows no such path, so that only our URL is wrong.
    let isWrongPath: Bool

    /// Tells what a reply is that is not in the gateway's own shape.
    init(_ reply: GatewayReply) {
        isWrongPath = reply.status == 404 && Self.isExpressPage(reply.body)
        detail = (500...599).contains(reply.status) ? .http5xx : .proxyAnswer
        words =
            isWrongPath
            ? "The gateway has no such path (HTTP 404): check its URL and BASE_PATH."
            : "HTTP \(reply.status) with \(Self.kind(of: reply)), not the gateway's own answer: "
                + "check the URL, and the proxy in front of the gateway."
    }

    private static func kind(of reply: GatewayReply) -> String {
        if (300...399).contains(reply.status) { return "a redirect" }
        guard let first = reply.body.first(where: { $0 > 0x20 }) else { return "an empty body" }
        switch first {
        case UInt8(ascii: "<"): return "a page"
        case UInt8(ascii: "{"), UInt8(ascii: "["): return "unknown data"
        default: return "unknown text"
        }
    }

    /// Express 4 answers an unknown path with a page around `<pre>Cannot GET /path</pre>` (finalhandler 1.x, index.js).
    private static func isExpressPage(_ body: [UInt8]) -> Bool {
        body.prefix(512).split(separator: UInt8(ascii: ">")).contains { part in
            ["Cannot GET /", "Cannot POST /"].contains { part.starts(with: $0.utf8) }
        }
    }
}
