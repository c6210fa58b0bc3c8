// SPDX-License-Identifier: Apache-2.0

/// One numbered step of the schema. A step that was released never changes; a new one is added behind it.
struct Migration: Sendable {
    /// The `user_version` of a file after it, from 1 and growing.
    let version: Int
    /// The statements that lead there, run in one transaction.
    let sql: String

    /// All steps, in order.
    static let all = [
        Migration(version: 1, sql: Schema.first),
        Migration(version: 2, sql: Schema.second),
        Migration(version: 3, sql: Schema.standIn),
        Migration(version: 4, sql: Schema.reliefs),
    ]

    /// Marks a file as ours, in its header (`PRAGMA application_id`): the letters `Rlnk`.
    static let applicationID: Int32 = 0x526C_6E6B
}
