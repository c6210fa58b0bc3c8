// SPDX-License-Identifier: Apache-2.0

/// Holds up whoever comes until the test lets them go.
final class Holdup: Sendable {
    private let (coming, come) = AsyncStream.makeStream(of: Never.self)
    private let (going, go) = AsyncStream.makeStream(of: Never.self)

    /// Comes, and waits.
    func pass() async {
        come.finish()
        for await _ in going {}
    }

    /// Returns once somebody has come.
    func reached() async { for await _ in coming {} }

    /// Lets them go.
    func end() { go.finish() }
}
