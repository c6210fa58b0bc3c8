// SPDX-License-Identifier: Apache-2.0

/// How loudly something is told; routes select by it.
package enum Severity: String, Sendable, CaseIterable, Comparable {
    case info
    case warning
    case error
    case critical

    package static func < (left: Severity, right: Severity) -> Bool {
        left.rank < right.rank
    }

    private var rank: Int {
        switch self {
        case .info: 0
        case .warning: 1
        case .error: 2
        case .critical: 3
        }
    }
}
