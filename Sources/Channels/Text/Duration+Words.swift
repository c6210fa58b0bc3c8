// SPDX-License-Identifier: Apache-2.0

import RelinkModel

extension Duration {
    /// `45 s`, `9 min`, `2 h 5 min`, `3 d 4 h`: two units at most, the rest dropped.
    var words: String {
        let seconds = max(0, wholeSeconds)
        let minutes = seconds / 60
        let hours = minutes / 60
        return switch seconds {
        case ..<60: "\(seconds) s"
        case ..<3600: "\(minutes) min"
        case ..<86_400: Self.joined("\(hours) h", minutes % 60, "min")
        default: Self.joined("\(hours / 24) d", hours % 24, "h")
        }
    }

    private static func joined(_ large: String, _ rest: Int64, _ unit: String) -> String {
        rest == 0 ? large : "\(large) \(rest) \(unit)"
    }
}
