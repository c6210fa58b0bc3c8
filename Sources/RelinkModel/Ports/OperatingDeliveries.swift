// SPDX-License-Identifier: Apache-2.0

/// What may be asked of a running watcher about messages and channels.
package protocol OperatingDeliveries: PurgeableArchive {
    /// Sends rows that were given up once more.
    ///
    /// - Returns: how many are sent, and how many are not worth it any more.
    func replay(_ query: OutboxQuery) async throws(StoreError) -> (sent: Int, skipped: Int)

    /// All channels, in the order of the configuration.
    func channels() async -> [ChannelStatus]

    /// Tries a channel at once that is held back; false when there is none of that name.
    func resume(_ channel: ChannelID) async -> Bool
}
