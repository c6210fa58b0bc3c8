// SPDX-License-Identifier: Apache-2.0

/// The part of a target behind the `?`.
struct Query: Sendable {
    private let values: [String: String]

    /// Reads `name=value` pairs; of a repeated name the first counts, and what cannot be decoded is dropped.
    init(_ text: some StringProtocol) {
        var values: [String: String] = [:]
        for pair in text.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = PercentEncoding.decode(parts[0]), values[name] == nil else { continue }
            values[name] = parts.count > 1 ? PercentEncoding.decode(parts[1]) : ""
        }
        self.values = values
    }

    subscript(name: String) -> String? { values[name] }
}
