// SPDX-License-Identifier: Apache-2.0

extension GatewaySnapshot {
    /// The silences that a gateway takes over from the others, which it was not among when they were made: those that name
    /// no gateway.
    ///
    /// Only one that the store has never heard of does. Another one may hold a silence that was ended while it was not
    /// watched, and what was ended must not come back.
    package func silences(from others: [GatewaySnapshot], at now: Timestamp) -> [Silence] {
        guard isNew else { return [] }
        let found = others.flatMap(\.silences).filter { $0.match.gateways.isEmpty && $0.until > now }
        return Dictionary(found.map { ($0.id, $0) }) { first, _ in first }.values.sorted { $0.id < $1.id }
    }

    /// The reliefs that it takes over in the same way; each holds at every gateway.
    package func reliefs(from others: [GatewaySnapshot], at now: Timestamp) -> [Relief] {
        guard isNew else { return [] }
        let found = others.flatMap(\.reliefs).filter { $0.until > now }
        return Dictionary(found.map { ($0.id, $0) }) { first, _ in first }.values.sorted { $0.id < $1.id }
    }
}
