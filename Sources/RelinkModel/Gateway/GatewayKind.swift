// SPDX-License-Identifier: Apache-2.0

/// The gateway software at the other end. A new one is a new case, and the compiler shows what it needs.
package enum GatewayKind: String, Sendable, CaseIterable {
    /// avoylenko/wwebjs-api.
    case wwebjs
    /// chrishubert/whatsapp-api, its ancestor.
    case whatsappAPI = "whatsapp-api"

    /// Whether it gives codes to type into the phone (`POST /session/requestPairingCode/{id}`, avoylenko/wwebjs-api,
    /// src/routes.js; its ancestor has no such route).
    package var offersPairingCodes: Bool { self == .wwebjs }
}
