// SPDX-License-Identifier: Apache-2.0

import HTTPTransfer

/// What came back over HTTP from the address of a gateway, whoever wrote it.
struct GatewayReply: Equatable, Sendable {
    /// The HTTP status.
    let status: Int
    /// The whole body.
    let body: [UInt8]

    /// The reply that a transfer brought, or why there is none.
    static func result(of outcome: TransferOutcome, limits: TransferLimits) -> Result<GatewayReply, GatewayFailure> {
        switch outcome {
        case .success(let response) where response.bodyComplete:
            .success(GatewayReply(status: response.status, body: response.body))
        case .success(let response): .failure(GatewayFailure(incomplete: response, limits: limits))
        case .failure(let error): .failure(GatewayFailure(error))
        }
    }
}
