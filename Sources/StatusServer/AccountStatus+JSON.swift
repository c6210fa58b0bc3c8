// SPDX-License-Identifier: Apache-2.0

package import JSONText
package import RelinkModel

extension AccountStatus {
    /// The account as `/api/v1` shows it: four digits, never a whole number. Null is not known.
    package var json: JSONValue {
        let isExpected: Bool? =
            switch standing {
            case .expected: true
            case .wrong: false
            case .unverified, .unread: nil
            }
        return [
            "last4": .word(last4),
            "is_expected": isExpected.map { .bool($0) } ?? .null,
            "expected_last4": .word(expectedLast4),
        ]
    }
}
