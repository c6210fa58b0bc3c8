// SPDX-License-Identifier: Apache-2.0

import Hummingbird
import RelinkModel
import Signing

/// Takes what gateways post. The secret in the path lets them in, and a push is only ever a reason to poll, so a forged
/// one costs a request to the configured gateway and nothing else.
struct PushReceiver: Sendable {
    let operating: any Operating
    let secrets: [GatewayID: Secret]

    /// Takes one push. A wrong secret and a gateway that has none look alike, like any path that is not there.
    func take(
        _ body: RequestBody, upTo limit: Int, from gateway: GatewayID, secret: String
    ) async throws(Refusal) -> Answer {
        let expected = Array((secrets[gateway]?.revealed ?? "").utf8)
        guard !expected.isEmpty, ConstantTime.equal(Array(secret.utf8), expected) else { throw .noRoute }
        let bytes: [UInt8]
        do {
            bytes = Array(try await body.collect(upTo: limit).readableBytesView)
        } catch {
            throw .bodyTooLarge
        }
        await operating.receivePush(bytes, from: gateway)
        return .text("", status: 204)
    }
}
