// SPDX-License-Identifier: Apache-2.0

/// Where incidents and the outbox are kept (`store:`).
package struct StoreSettings: Hashable, Sendable {
    /// The SQLite file, relative ones resolved against the configuration file.
    package let path: String
    /// How long history is kept.
    package let keep: Duration
}
