// SPDX-License-Identifier: Apache-2.0

/// The gateway software at the other end. A new one is a new case, and the compiler shows what it needs.
package enum GatewayKind: String, Sendable, CaseIterable {
    /// avoylenko/wwebjs-api.
    case wwebjs
    /// chrishubert/whatsapp-api, its ancestor.
    case whatsappAPI = "whatsapp-api"
}
