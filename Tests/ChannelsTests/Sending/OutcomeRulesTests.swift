// SPDX-License-Identifier: Apache-2.0

import HTTPTransfer
import RelinkModel
import Testing

@testable import Channels

/// Statuses and pauses are in the conformance suite; here is what no server can be made to do.
struct OutcomeRulesTests {
    @Test(arguments: TransferStage.allCases)
    func stagesBeforeAnAnswerLeadToTheirOutcomes(stage: TransferStage) {
        let outcome = OutcomeRules.outcome(of: TransferError(stage: stage, words: "why"))
        switch stage {
        case .notStarted, .blocked, .tlsVerification:
            #expect(outcome == .suspend(probeAfter: .minutes(5), reason: "why"))
        case .cancelled, .resolving, .connecting, .tlsHandshake, .sending, .waiting, .receiving:
            #expect(outcome == .retry(after: nil, reason: "why"))
        }
    }

    @Test(arguments: [(-5, 0), (0, 0), (899, 899), (901, 900), (1_000_000_000, 900)])
    func pausesAreClamped(asked: Int, kept: Int) {
        #expect(OutcomeRules.clamped(.seconds(asked)) == .seconds(kept))
    }

    @Test func aDateIsMeasuredAgainstTheReceiversClock() {
        let headers = "Date: Sun, 04 Jan 2026 09:00:00 GMT\r\nRetry-After: Sun, 04 Jan 2026 09:00:30 GMT\r\n"
        let response = HTTPResponse(status: 503, headers: HTTPHeaderBlock(Array(headers.utf8)))
        #expect(OutcomeRules.retryAfter(response, at: Timestamp(milliseconds: 0)) == .seconds(30))
    }
}
