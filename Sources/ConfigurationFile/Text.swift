// SPDX-License-Identifier: Apache-2.0

/// A string of the file after substitution, with what is known of where it came from.
struct Text {
    let value: String
    let place: Place
    /// The references that it was made of; empty for a string that stands in the file.
    let references: [String]

    /// Whether it stands in the file as it is.
    var isLiteral: Bool { references.isEmpty }

    /// Whether a reference left it empty, which is how an optional channel is off.
    var isEmptyByReference: Bool { value.isEmpty && !isLiteral }

    /// How a problem names it. What came from a variable or a file is never shown: it may be a secret in a wrong place.
    var shown: String {
        isLiteral ? "`\(Shown.text(value))`" : "the value of \(Shown.text(references.joined(separator: ", ")))"
    }
}
