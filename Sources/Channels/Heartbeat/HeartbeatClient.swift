// SPDX-License-Identifier: Apache-2.0

private import HTTPTransfer
package import RelinkModel

/// Tells a service outside that Relink works, past outbox, gate and rates: what they do is what is told of.
package struct HeartbeatClient: Heart {
    /// One beat takes that long at most, so that a slow service cannot look like a stalled watcher.
    static let limit: Duration = .seconds(5)

    package let pause: Duration
    private let kind: HeartbeatKind
    private let url: Secret
    private let client: TransferClient

    /// A client with a thread of its own.
    ///
    /// - Parameters:
    ///   - url: as the service gives it; whoever has it can beat in our place.
    ///   - pause: from one beat to the next.
    package init(_ kind: HeartbeatKind, url: Secret, pause: Duration, userAgent: String) {
        self.kind = kind
        self.url = url
        self.pause = pause
        client = TransferClient(name: "relink-heart", maxConnections: 1, userAgent: userAgent)
    }

    package func beat(_ failings: [String]) async -> String? {
        guard let request = HeartbeatRequest(kind, url: url, failings: failings) else { return nil }
        do throws(TransferError) {
            let limits = TransferLimits(connect: Self.limit, total: Self.limit, responseBytes: 4096)
            let answer = try await client.perform(
                HTTPRequest(
                    method: request.method, url: request.url, body: request.body, limits: limits, connection: .fresh))
            return (200..<300).contains(answer.status) ? nil : "HTTP \(answer.status)"
        } catch {
            return "\(error)"
        }
    }
}
