// SPDX-License-Identifier: Apache-2.0

/// When a message is tried again. Pure: the jitter is a hash of the delivery and the attempt.
///
/// Equal jitter (half the delay fixed, half spread) costs no more calls than full jitter and never hammers at once after
/// the receiver asked for patience (delivery.md, 1.1, measured with the simulator of aws-samples).
package enum RetryPolicy {
    /// The longest that a receiver's own wish is obeyed.
    package static let longestWish: Duration = .minutes(15)
    /// The same for urgent messages.
    package static let longestUrgentWish: Duration = .minutes(5)

    /// How long to wait after a failed attempt.
    ///
    /// - Parameters:
    ///   - attempt: the attempt that failed, from 1.
    ///   - age: since the message was decided.
    /// - Returns: nil when the message is past its horizon and given up.
    package static func delay(
        _ retryClass: RetryClass, delivery: DeliveryID, attempt: Int, age: Duration, wish: Duration?
    ) -> Duration? {
        // A receiver that asks for patience is there: waiting for it uses up nothing.
        guard let base = base(retryClass, attempt: attempt, age: wish == nil ? age : .zero) else { return nil }
        let half = base.wholeMilliseconds / 2
        let spread = Int64(StableHash.of("\(delivery)#\(attempt)") % UInt64(half + 1))
        let delay: Duration = .milliseconds(half + spread)
        guard let wish else { return delay }
        return max(delay, min(wish, retryClass == .urgent ? longestUrgentWish : longestWish))
    }

    private static func base(_ retryClass: RetryClass, attempt: Int, age: Duration) -> Duration? {
        let steps: [Int64]
        switch retryClass {
        case .urgent:
            if age >= .hours(7 * 24) { return nil }
            if age >= .hours(24) { return .seconds(1800) }
            steps = [1, 2, 4, 8, 15, 30, 60, 60, 120, 120, 300]
        case .normal:
            if age >= .hours(1) { return nil }
            steps = [2, 4, 8, 16, 32, 64, 128, 256, 300]
        case .bulk:
            if age >= .hours(29) { return nil }
            // The first steps are short, so that a channel which fails as a whole is soon known to.
            steps = [1, 2, 4, 8, 30, 120, 300, 1800, 7200, 18_000, 36_000]
        case .perishable:
            if age >= .seconds(20) { return nil }
            steps = [1, 2, 4]
        }
        return .seconds(steps[min(max(attempt, 1), steps.count) - 1])
    }
}
