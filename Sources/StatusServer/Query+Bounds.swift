// SPDX-License-Identifier: Apache-2.0

import RelinkModel

extension Query {
    /// `limit`, a number from 1.
    func limit(orElse fallback: Int, upTo longest: Int) throws(Refusal) -> Int {
        guard let text = self["limit"] else { return fallback }
        guard let limit = Int(text), (1...longest).contains(limit) else {
            throw Refusal(code: 422, error: "Invalid limit", details: "limit is 1 to \(longest).")
        }
        return limit
    }

    /// `since`, an instant in UTC; nil where it is not asked for.
    func since() throws(Refusal) -> Timestamp? {
        guard let text = self["since"] else { return nil }
        guard let since = Timestamp(iso8601: text) else {
            throw Refusal(
                code: 422, error: "Invalid since", details: "since is an instant in UTC, such as 2026-01-01T00:00:00Z.")
        }
        return since
    }
}
