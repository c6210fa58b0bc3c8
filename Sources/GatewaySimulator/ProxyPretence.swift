// SPDX-License-Identifier: Apache-2.0

/// What a proxy in front of a gateway says in its place.
package enum ProxyPretence: String, Sendable, CaseIterable {
    /// A page of its own, as for an unknown path.
    case notFound = "not_found"
    /// Success, and nothing in it.
    case empty
    /// It cannot reach the gateway.
    case badGateway = "bad_gateway"

    /// That answer.
    var answer: SimulatedAnswer {
        switch self {
        case .notFound: SimulatedAnswer(status: 404, contentType: "text/html", body: Self.page("404 Not Found"))
        case .empty: SimulatedAnswer(status: 200, contentType: "text/plain", body: "")
        case .badGateway: SimulatedAnswer(status: 502, contentType: "text/html", body: Self.page("502 Bad Gateway"))
        }
    }

    private static func page(_ title: String) -> String {
        "<html>\r\n<head><title>\(title)</title></head>\r\n<body>\r\n<center><h1>\(title)</h1></center>\r\n"
            + "<hr><center>proxy</center>\r\n</body>\r\n</html>\r\n"
    }
}
