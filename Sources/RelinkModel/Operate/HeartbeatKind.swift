// SPDX-License-Identifier: Apache-2.0

/// The service that expects Relink's heartbeat.
package enum HeartbeatKind: String, Sendable, CaseIterable {
    /// healthchecks.io, or one's own: hears beats, and failures with their reasons.
    case healthchecks
    /// A push monitor of Uptime Kuma: hears beats, and failures with their reasons.
    case kuma
    /// Anything that counts GET requests: hears beats alone, and misses them while something is wrong.
    case get
}
