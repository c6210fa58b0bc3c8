// SPDX-License-Identifier: Apache-2.0

/// Lets so many rows run side by side, or one that must be alone, in the order in which they come.
actor FaultGate {
    /// The gate of this run.
    static let shared = FaultGate(width: PeerSettings.faultsWidth)

    private let width: Int
    private var free: Int
    private var waiting: [(places: Int, turn: CheckedContinuation<Void, Never>)] = []

    init(width: Int) {
        self.width = max(1, width)
        free = self.width
    }

    /// Runs it once there is room.
    nonisolated func pass<Value: Sendable>(
        alone: Bool, _ body: @Sendable () async throws -> Value
    ) async throws -> Value {
        let places = alone ? width : 1
        await enter(places)
        do {
            let value = try await body()
            await leave(places)
            return value
        } catch {
            await leave(places)
            throw error
        }
    }

    private func enter(_ places: Int) async {
        if waiting.isEmpty, places <= free {
            free -= places
        } else {
            await withCheckedContinuation { waiting.append((places, $0)) }
        }
    }

    private func leave(_ places: Int) {
        free += places
        while let first = waiting.first, first.places <= free {
            free -= first.places
            waiting.removeFirst()
            first.turn.resume()
        }
    }
}
