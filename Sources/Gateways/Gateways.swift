// SPDX-License-Identifier: Apache-2.0

package import HTTPTransfer
package import RelinkModel

/// Makes the adapter of each kind of gateway.
package enum Gateways {
    /// The adapter for a gateway of that kind.
    ///
    /// - Parameter client: sends its requests; shared by all gateways, and kept alive by them.
    package static func make(
        kind: GatewayKind, settings: GatewaySettings, client: TransferClient
    ) -> any SessionGateway {
        switch kind {
        case .wwebjs: WWebJSGateway(settings: settings, client: client)
        case .whatsappAPI: WhatsAppAPIGateway(settings: settings, client: client)
        }
    }
}
