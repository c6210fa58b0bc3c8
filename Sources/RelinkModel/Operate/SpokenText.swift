// SPDX-License-Identifier: Apache-2.0

/// Words that a person gave along: who they are, and why.
package enum SpokenText {
    /// The longest name of a person, in Unicode scalars.
    package static let nameLimit = 80
    /// The longest reason, in Unicode scalars.
    package static let commentLimit = 280

    /// The text on one line, without control characters and without what has no shape, cut to the limit.
    package static func clean(_ text: String, limit: Int) -> String {
        var line = String.UnicodeScalarView()
        var count = 0
        var isSpaceDue = false
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .format, .privateUse, .surrogate, .unassigned: continue
            case .control, .lineSeparator, .paragraphSeparator, .spaceSeparator:
                isSpaceDue = count > 0
                continue
            default: break
            }
            let needed = isSpaceDue ? 2 : 1
            guard count + needed <= limit else { break }
            if isSpaceDue { line.append(" ") }
            line.append(scalar)
            count += needed
            isSpaceDue = false
        }
        return String(line)
    }
}
