// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import Hummingbird
import JSONText

/// What a request gets.
struct Answer: Sendable {
    let status: Int
    let contentType: String
    let body: [UInt8]
    /// The one method that the path takes, where another was used.
    var allow: String?

    /// A JSON document.
    static func json(_ value: JSONValue, status: Int = 200) -> Answer {
        Answer(
            status: status, contentType: "application/json; charset=utf-8", body: JSONText.serializeBytes(value))
    }

    /// Plain text.
    static func text(_ text: String, status: Int = 200) -> Answer {
        Answer(status: status, contentType: "text/plain; charset=utf-8", body: Array(text.utf8))
    }

    /// The response; that to a HEAD tells the length of a body that it does not have.
    func response(toHead: Bool) -> Response {
        var headers: HTTPFields = [
            .contentType: contentType, .cacheControl: "no-store", .xContentTypeOptions: "nosniff",
            .contentLength: String(body.count),
        ]
        if let allow { headers[.allow] = allow }
        return Response(
            status: .init(code: status), headers: headers,
            body: toHead ? ResponseBody() : ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
    }
}
