// SPDX-License-Identifier: Apache-2.0

import RelinkModel

/// What one turn of a driver's loop came to.
struct Turn: Sendable {
    /// What to ask the gateway. Asking promises nothing, so it waits for no commit: polling goes on while the disk is
    /// full.
    var questions: [Question] = []
    /// What to make durable, and what to do after that.
    var batch = CommitBatch()
    /// Attempts of rows whose requests are durable already: they wait for no commit.
    var settled: [Step] = []
    /// Rows whose requests are part of the batch although it is not their turn.
    var frozenAhead: [DeliveryID] = []
}

/// A request to the gateway that changes nothing there.
enum Question: Hashable, Sendable {
    case ping
    case list
    case poll([String])
    case pullQR(String)
    case readAccount(String)
    case probe(String)
}
