// SPDX-License-Identifier: Apache-2.0

/// Values in their order, to ask for the one in the middle and the one at the end.
struct Distribution: Sendable {
    private let values: [Double]

    init(_ values: [Double]) { self.values = values.sorted() }

    /// How many there are.
    var count: Int { values.count }

    /// The value below which that share of the values lies, from 0 to 1; not a number when there are none.
    func quantile(_ share: Double) -> Double {
        guard !values.isEmpty else { return .nan }
        return values[min(values.count - 1, Int(Double(values.count) * share))]
    }

    var median: Double { quantile(0.5) }
    var largest: Double { values.last ?? .nan }
}

extension Duration {
    /// The whole duration in seconds.
    var inSeconds: Double { self / .seconds(1) }
}
