// SPDX-License-Identifier: Apache-2.0

import HTTPTransfer
import RelinkModel

/// Why a request to a gateway brought no whole reply.
enum GatewayFailure: Error, Equatable {
    /// The request went out and the reply did not come in time.
    case timedOut(words: String)
    /// There was no connection, or no whole answer over it.
    case unreachable(SessionDetail, words: String)

    /// What a failed transfer means for a gateway.
    init(_ error: TransferError) {
        let isTimeout = error.curlCode == Self.operationTimedOut
        switch error.stage {
        case .sending, .waiting, .receiving:
            self = isTimeout && error.requestSent ? .timedOut(words: error.words) : Self.network(error, isTimeout)
        case .resolving: self = .unreachable(.dns, words: error.words)
        case .connecting: self = .unreachable(isTimeout ? .timeout : .refused, words: error.words)
        case .tlsHandshake: self = .unreachable(isTimeout ? .timeout : .tls, words: error.words)
        case .tlsVerification: self = .unreachable(.tls, words: error.words)
        case .notStarted, .cancelled, .blocked: self = .unreachable(.network, words: error.words)
        }
    }

    /// What a reply means whose body did not come whole: too long, too slow, or cut.
    init(incomplete response: HTTPResponse, limits: TransferLimits) {
        if response.body.count >= limits.responseBytes {
            let words =
                "HTTP \(response.status) with more than \(limits.responseBytes) bytes, not the gateway's own answer"
            self = .unreachable(.proxyAnswer, words: words)
        } else if response.elapsed >= limits.total {
            self = .timedOut(words: "the answer did not end in time")
        } else {
            self = .unreachable(.network, words: "the answer was cut")
        }
    }

    /// For people.
    var words: String {
        switch self {
        case .timedOut(let words), .unreachable(_, let words): words
        }
    }

    /// Whether the request went out, so that only its answer is missing.
    var isTimeout: Bool { if case .timedOut = self { true } else { false } }

    /// The failure as the answer to a poll.
    var poll: PollAnswer {
        switch self {
        case .timedOut: .timedOut
        case .unreachable(let detail, let words): .unreachable(detail, words: words)
        }
    }

    /// The failure as the answer to a ping.
    var ping: PingAnswer {
        switch self {
        case .timedOut(let words): .unreachable(.timeout, words: words)
        case .unreachable(let detail, let words): .unreachable(detail, words: words)
        }
    }

    private static func network(_ error: TransferError, _ isTimeout: Bool) -> GatewayFailure {
        .unreachable(isTimeout ? .timeout : .network, words: error.words)
    }

    /// CURLE_OPERATION_TIMEDOUT (libcurl, curl/curl.h).
    private static let operationTimedOut: Int32 = 28
}
