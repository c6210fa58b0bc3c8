// SPDX-License-Identifier: Apache-2.0

/// Something that other programs should have done by now, and did not.
struct NeverHappened: Error, CustomStringConvertible {
    let what: String
    let limit: Duration

    var description: String { "\(what): not within \(limit)" }
}

/// Looks until it is so. Programs of their own cannot be told when to wake us.
///
/// Throws ``NeverHappened`` after the limit, and whatever the condition throws.
func eventually(
    _ what: String, within limit: Duration = .seconds(20), isolation: isolated (any Actor)? = #isolation,
    _ condition: () async throws -> Bool
) async throws {
    let deadline = ContinuousClock.now + limit
    while try await !condition() {
        guard ContinuousClock.now < deadline else { throw NeverHappened(what: what, limit: limit) }
        try await Task.sleep(for: .milliseconds(10))
    }
}
