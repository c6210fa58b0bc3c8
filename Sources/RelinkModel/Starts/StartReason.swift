// SPDX-License-Identifier: Apache-2.0

/// Why a session is started.
enum StartReason: Equatable, Sendable {
    /// It is down, and its ladder allows another attempt.
    case outage
    /// A person wants it.
    case wish
    /// Nobody scanned its codes, and the strategy is to keep them alive.
    case roundOver

    /// For the history and the log.
    var words: String {
        switch self {
        case .outage: "attempt"
        case .wish: "wanted by a person"
        case .roundOver: "nobody scanned its codes"
        }
    }
}
