// SPDX-License-Identifier: Apache-2.0

package import JSONText
package import RelinkModel

extension Explanation {
    /// The sentences as `/api/v1` shows them.
    package var json: JSONValue {
        [
            "gateway": .string(session.gateway.rawValue),
            "session": .string(session.name),
            "as_of": .instant(asOf),
            "live": .bool(isLive),
            "lines": .array(
                lines.map { line in
                    ["about": .string(line.topic.rawValue), "text": .string(line.text), "at": .instant(line.at)]
                }),
        ]
    }
}
