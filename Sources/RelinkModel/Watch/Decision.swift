// SPDX-License-Identifier: Apache-2.0

/// What follows from one input: changes to make durable first, and actions to take after that, in order.
package struct Decision: Hashable, Sendable {
    /// To be committed together.
    package var changes: [StoreChange] = []
    /// To be done once they are durable.
    package var actions: [Action] = []

    /// Nothing.
    package init() {}

    /// Those changes and actions.
    init(changes: [StoreChange] = [], actions: [Action] = []) {
        self.changes = changes
        self.actions = actions
    }

    /// Only a line of the log.
    init(logging entry: LogEntry) { self.init(actions: [.log(entry)]) }

    /// Whether nothing follows.
    package var isEmpty: Bool { changes.isEmpty && actions.isEmpty }

    /// Adds what follows from a later input.
    package mutating func append(_ later: Decision) {
        changes += later.changes
        actions += later.actions
    }
}
