// SPDX-License-Identifier: Apache-2.0

import Gateways
import HTTPTransfer
import RelinkModel

/// What it takes to reach a gateway, wherever it comes from: the configuration, the demonstration, a first question.
struct GatewayMaker {
    let kind: GatewayKind
    let id: GatewayID
    let url: String
    let keys: [Secret]
    var timeout: Duration = .seconds(15)
    var probeTimeout: Duration = .seconds(20)

    /// The adapter.
    ///
    /// Throws a ``Failure`` when the URL is none that a gateway can have.
    func make(client: TransferClient) throws -> any SessionGateway {
        do throws(GatewayEndpointError) {
            let settings = GatewaySettings(
                id: id, endpoint: try GatewayEndpoint(url: url), keys: keys, statusLimit: timeout,
                probeLimit: probeTimeout)
            return Gateways.make(kind: kind, settings: settings, client: client)
        } catch {
            throw Failure(words: "gateway \(id): \(error)", status: ExitStatus.configuration)
        }
    }
}
