// SPDX-License-Identifier: Apache-2.0

import JSONText
import RelinkModel

extension JSONValue {
    /// A text, or null.
    static func word(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }

    /// An instant in UTC, or null.
    static func instant(_ instant: Timestamp?) -> JSONValue { word(instant?.description) }
}
