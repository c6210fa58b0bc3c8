// SPDX-License-Identifier: Apache-2.0

package import JSONText
package import RelinkModel

extension Relief {
    /// The relief as `/api/v1` shows it.
    package var json: JSONValue {
        [
            "id": .string(id.rawValue),
            "away": .string(away.description),
            "instead": .string(instead.description),
            "until": .instant(until),
            "created_at": .instant(createdAt),
            "by": .string(by),
            "comment": .string(comment),
        ]
    }
}
