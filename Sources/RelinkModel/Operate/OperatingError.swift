// SPDX-License-Identifier: Apache-2.0

/// Why a person's wish was not followed. Each carries words for people: what, where, what to do.
package enum OperatingError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Nothing has that name.
    case unknown(String)
    /// More than one thing has that name.
    case ambiguous(String)
    /// It makes no sense as things stand.
    case refused(String)
    /// The store does not take it at the moment, so that a restart would forget it.
    case notStored(String)

    package var description: String {
        switch self {
        case .unknown(let words), .ambiguous(let words), .refused(let words), .notStored(let words): words
        }
    }
}
