// SPDX-License-Identifier: Apache-2.0

/// The states of WhatsApp Web's socket that a status may name (whatsapp-web.js 1.34.6, `WAState`).
package enum SocketWord: String, Sendable, CaseIterable {
    case conflict = "CONFLICT"
    case connected = "CONNECTED"
    case deprecatedVersion = "DEPRECATED_VERSION"
    case opening = "OPENING"
    case pairing = "PAIRING"
    case proxyBlock = "PROXYBLOCK"
    case smbTosBlock = "SMB_TOS_BLOCK"
    case timeout = "TIMEOUT"
    case tosBlock = "TOS_BLOCK"
    case unlaunched = "UNLAUNCHED"
    case unpaired = "UNPAIRED"
    case unpairedIdle = "UNPAIRED_IDLE"
}
