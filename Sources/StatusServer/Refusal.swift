// SPDX-License-Identifier: Apache-2.0

import JSONText

/// A request that cannot be answered as asked: one line for programs, one for people.
struct Refusal: Error, Hashable, Sendable {
    let code: Int
    let error: String
    let details: String
    /// The method to use instead, for a 405.
    var allow: String?

    /// The answer in the words of that part of the API.
    func answer(in family: Endpoint.Family) -> Answer {
        var answer: Answer =
            switch family {
            case .compatible:
                .json(
                    [
                        "success": false, "error": .string(error), "details": .string(details),
                        "code": .integer(Int64(code)),
                    ], status: code)
            case .own:
                .json(["error": .string(error), "details": .string(details)], status: code)
            }
        answer.allow = allow
        return answer
    }

    static let noRoute = Refusal(code: 404, error: "Not found", details: "There is nothing at this path.")
    static let bodyTooLarge = Refusal(
        code: 413, error: "Request too large", details: "The request has a larger body than anything here needs.")
    static let badName = Refusal(
        code: 422, error: "Invalid session ID format",
        details: "A session ID consists of letters, digits, _ and - only.")

    static func method(_ allowed: String) -> Refusal {
        Refusal(code: 405, error: "Method not allowed", details: "Use \(allowed) here.", allow: allowed)
    }

    static func unknownGateway(_ name: String) -> Refusal {
        Refusal(code: 404, error: "Unknown gateway", details: "No gateway has the id \(name).")
    }

    static func unknownSession(_ name: String) -> Refusal {
        Refusal(code: 404, error: "Unknown session", details: "No session \(name) is watched.")
    }
}
