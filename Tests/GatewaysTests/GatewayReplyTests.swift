// SPDX-License-Identifier: Apache-2.0

import HTTPTransfer
import RelinkModel
import Testing

@testable import Gateways

struct GatewayReplyTests {
    @Test func aReplyIsAWholeAnswerOnly() {
        let limits = TransferLimits()
        let whole = HTTPResponse(status: 403, body: [1])
        #expect(
            GatewayReply.result(of: .success(whole), limits: limits) == .success(GatewayReply(status: 403, body: [1])))
        let cut = HTTPResponse(status: 200, body: [1], bodyComplete: false)
        #expect(
            GatewayReply.result(of: .success(cut), limits: limits)
                == .failure(.unreachable(.network, words: "the answer was cut")))
        #expect(
            GatewayReply.result(of: .failure(.shutDown), limits: limits)
                == .failure(.unreachable(.network, words: "the HTTP client is shut down")))
    }
}
