// SPDX-License-Identifier: Apache-2.0

/// How much of each fault there is.
enum FaultScale: String, Sendable {
    /// All rows in minutes, for every change.
    case short
    /// As the plan of faults says, for a night.
    case long

    /// The one number or the other.
    func callAsFunction<Value>(_ short: Value, _ long: Value) -> Value {
        switch self {
        case .short: short
        case .long: long
        }
    }
}
