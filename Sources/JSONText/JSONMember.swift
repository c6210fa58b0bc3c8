// SPDX-License-Identifier: Apache-2.0

/// One key of a JSON object and its value.
package struct JSONMember: Sendable, Hashable {
    /// The key, unescaped.
    package let key: String
    /// The value.
    package var value: JSONValue

    /// Pairs a key with a value.
    package init(key: String, value: JSONValue) {
        self.key = key
        self.value = value
    }
}
