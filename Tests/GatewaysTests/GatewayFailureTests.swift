// SPDX-License-Identifier: Apache-2.0

import HTTPTransfer
import RelinkModel
import Testing

@testable import Gateways

struct GatewayFailureTests {
    private static let timeout = 28

    @Test(arguments: [
        (TransferStage.resolving, 6, SessionDetail.dns), (.resolving, timeout, .dns), (.connecting, 7, .refused),
        (.connecting, timeout, .timeout), (.tlsHandshake, 35, .tls), (.tlsHandshake, timeout, .timeout),
        (.tlsVerification, 60, .tls), (.sending, 55, .network), (.sending, timeout, .timeout), (.waiting, 52, .network),
        (.receiving, 56, .network), (.notStarted, 3, .network), (.blocked, 7, .network), (.cancelled, 0, .network),
    ])
    func namesWhereItFailed(stage: TransferStage, code: Int, detail: SessionDetail) {
        let failure = GatewayFailure(TransferError(stage: stage, curlCode: Int32(code), words: "why"))
        #expect(failure == .unreachable(detail, words: "why"))
        #expect(failure.poll == .unreachable(detail, words: "why"))
        #expect(failure.ping == .unreachable(detail, words: "why"))
        #expect(failure.words == "why")
    }

    @Test(arguments: [TransferStage.sending, .waiting, .receiving])
    func aSentRequestWithoutAnswerTimedOut(stage: TransferStage) {
        let error = TransferError(stage: stage, requestSent: true, curlCode: Int32(Self.timeout), words: "no answer")
        #expect(GatewayFailure(error).poll == .timedOut)
        #expect(GatewayFailure(error).ping == .unreachable(.timeout, words: "no answer"))
    }

    @Test func tellsWhyABodyIsNotWhole() {
        let limits = TransferLimits(total: .seconds(15), responseBytes: 4)
        func failure(_ body: [UInt8], _ elapsed: Duration) -> PollAnswer {
            let response = HTTPResponse(status: 200, body: body, bodyComplete: false, elapsed: elapsed)
            return GatewayFailure(incomplete: response, limits: limits).poll
        }
        #expect(
            failure([1, 2, 3, 4], .seconds(1))
                == .unreachable(.proxyAnswer, words: "HTTP 200 with more than 4 bytes, not the gateway's own answer"))
        #expect(failure([1], .seconds(15)) == .timedOut)
        #expect(failure([1], .seconds(1)) == .unreachable(.network, words: "the answer was cut"))
    }
}
