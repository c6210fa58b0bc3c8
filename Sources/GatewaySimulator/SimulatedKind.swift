// SPDX-License-Identifier: Apache-2.0

/// Whose contract the simulator speaks.
package enum SimulatedKind: String, Sendable, CaseIterable {
    /// avoylenko/wwebjs-api at e45da16: a start answers when it is over, and the session is unknown until then.
    case wwebjs
    /// chrishubert/whatsapp-api 1.26.0: a start answers at once, nothing clears a QR code, and there is no list.
    case whatsappAPI = "whatsapp-api"
}
