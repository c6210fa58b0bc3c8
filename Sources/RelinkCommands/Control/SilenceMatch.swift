// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import JSONText
import RelinkModel

/// What a silence covers, as people type it: `gateway=main,session=shop-*,label.team=sales,state=failed`.
///
/// Of one kind any may hold, of different kinds all must.
struct SilenceMatch: ExpressibleByArgument {
    /// As `/api/v1/silences` takes it.
    let json: JSONValue

    init?(argument: String) {
        var lists: [String: [JSONValue]] = [:]
        var labels = JSONObject()
        for part in argument.split(separator: ",", omittingEmptySubsequences: false) {
            let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard pair.count == 2, !pair[0].isEmpty, !pair[1].isEmpty else { return nil }
            if let list = Self.lists[pair[0]] {
                lists[list, default: []].append(.string(pair[1]))
            } else if pair[0].hasPrefix("label."), pair[0].count > 6 {
                labels[String(pair[0].dropFirst(6))] = .string(pair[1])
            } else {
                return nil
            }
        }
        var match = JSONObject()
        for (name, values) in lists.sorted(by: { $0.key < $1.key }) { match[name] = .array(values) }
        if !labels.isEmpty { match["labels"] = .object(labels) }
        json = .object(match)
    }

    private static let lists = [
        "gateway": "gateways", "session": "sessions", "state": "states", "severity": "severities",
    ]
}
