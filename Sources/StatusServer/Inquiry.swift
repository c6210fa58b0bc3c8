// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import Hummingbird

/// A request, with what its target says and where it came in.
struct Inquiry: Sendable {
    let request: Request
    let path: Substring
    let query: Query
    /// What it asks for; nil where there is nothing.
    let endpoint: Endpoint?
    /// Whether it came over the control socket, whose callers are trusted.
    let isControl: Bool
    /// What its body may have, in bytes.
    let bodyLimit: Int

    init(_ request: Request, isControl: Bool, bodyLimit: Int) {
        let target = request.head.path ?? ""
        self.request = request
        path = target.prefix { $0 != "?" }
        query = Query(target.dropFirst(path.count + 1))
        endpoint = Endpoint(path: path, control: isControl)
        self.isControl = isControl
        self.bodyLimit = bodyLimit
    }

    /// Whether it wants something done; ``Endpoint/isWish(_:)``.
    var isWish: Bool { endpoint?.isWish(request.method) ?? false }

    /// The response that says so.
    func response(_ answer: Answer) -> Response { answer.response(toHead: request.method == .head) }

    /// The response that refuses it, in the shape that its path has.
    func response(_ refusal: Refusal) -> Response { response(refusal.answer(in: Endpoint.family(of: path))) }
}
