// SPDX-License-Identifier: Apache-2.0

import JSONText
import RelinkModel

extension JSONValue {
    /// A text or `null`.
    init(_ text: String?) { self = text.map(JSONValue.string) ?? .null }

    /// An instant in milliseconds since 1970, or `null`.
    init(_ instant: Timestamp?) { self = instant.map { .integer($0.milliseconds) } ?? .null }

    /// A duration in milliseconds, its fraction dropped, or `null`.
    init(_ duration: Duration?) { self = duration.map { .integer($0.wholeMilliseconds) } ?? .null }

    /// A whole number.
    init(_ number: Int) { self = .integer(Int64(number)) }
}
