// SPDX-License-Identifier: Apache-2.0

/// How much of each outside text a message shows. What is too long is cut here, as data, never as finished markup.
struct DataLimits: Hashable, Sendable {
    /// Names, titles, labels and hints, in Unicode scalars.
    let name: Int
    /// What a gateway or a transport said, in Unicode scalars.
    let words: Int
    /// Sessions that a message about several names.
    let sessions: Int

    /// From generous to tight: the first whose message fits is sent.
    static let levels = [
        DataLimits(name: 128, words: 300, sessions: 20), DataLimits(name: 64, words: 120, sessions: 10),
        DataLimits(name: 24, words: 40, sessions: 5),
    ]

    /// The generous one.
    static let generous = levels[0]
    /// The tight one, which fits everywhere unless a template itself is too long.
    static let tight = levels[levels.count - 1]
}
