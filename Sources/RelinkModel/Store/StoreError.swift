// SPDX-License-Identifier: Apache-2.0

/// Why the store cannot do what it was asked to. Each carries words for people: what, where, what to do.
package enum StoreError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Another process holds the data directory.
    case locked(String)
    /// No room on the disk. Nothing is lost: the batch is kept and tried again.
    case full(String)
    /// The file or its directory cannot be written or read.
    case inputOutput(String)
    /// The file is not a store of Relink, is damaged, or was emptied behind our back.
    case corrupt(String)
    /// The file was written by a newer version.
    case newer(String)
    /// The commit came from an owner that lost the gateway meanwhile.
    case fenced(String)

    package var description: String {
        switch self {
        case .locked(let words), .full(let words), .inputOutput(let words), .corrupt(let words), .newer(let words),
            .fenced(let words):
            words
        }
    }
}
