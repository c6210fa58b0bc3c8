// SPDX-License-Identifier: Apache-2.0

/// Where the outcomes of a batch go.
protocol TransferSink: AnyObject, Sendable {
    /// Takes one outcome. True when it is the first since the last flush.
    func take(tag: Int, _ outcome: TransferOutcome) -> Bool
    /// Hands over everything taken since the last flush.
    func flush()
}
