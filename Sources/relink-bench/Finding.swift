// SPDX-License-Identifier: Apache-2.0

/// One figure, beside the bar it is held against.
struct Finding: Sendable {
    /// What a figure has to reach.
    enum Bar: Sendable {
        case atMost(Double)
        case atLeast(Double)

        /// Whether the figure reaches it.
        func admits(_ figure: Double) -> Bool {
            switch self {
            case .atMost(let limit): figure <= limit
            case .atLeast(let limit): figure >= limit
            }
        }
    }

    /// What was measured, under which circumstances.
    let what: String
    let figure: Double
    let unit: String
    /// nil where there is none: the figure explains another.
    let bar: Bar?

    init(_ what: String, _ figure: Double, _ unit: String, _ bar: Bar? = nil) {
        self.what = what
        self.figure = figure
        self.unit = unit
        self.bar = bar
    }

    /// Whether the bar is reached; nil without a bar.
    var isMet: Bool? { bar.map { $0.admits(figure) } }
}
