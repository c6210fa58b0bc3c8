// SPDX-License-Identifier: Apache-2.0

import RelinkModel

/// Cleans what a gateway says before it becomes words of ours: it may hold anything, our key included.
struct OutsideWords: Sendable {
    private let secrets: [Secret]

    /// Cleans, and hides those secrets wherever a gateway repeats one.
    init(hiding secrets: [Secret]) {
        self.secrets = secrets.filter { !$0.isEmpty }
    }

    /// The text on one line, without control, direction and private-use characters, without a secret, and cut to
    /// `GatewayWords.limit` bytes.
    func clean(_ text: String) -> String {
        var clean = Self.isPlain(text) ? text : Self.visible(text)
        for secret in secrets where clean.contains(secret.revealed) {
            clean = clean.replacing(secret.revealed, with: "***")
        }
        return Self.cut(clean)
    }

    /// Whether a text is printable ASCII, as nearly all are.
    private static func isPlain(_ text: String) -> Bool {
        text.utf8.allSatisfy { (0x20...0x7E).contains($0) }
    }

    private static func visible(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control where scalar.properties.isWhitespace, .lineSeparator, .paragraphSeparator:
                scalars.append(" ")
            case .control, .format, .privateUse, .surrogate, .unassigned:
                continue
            default:
                scalars.append(scalar)
            }
        }
        return String(scalars)
    }

    private static func cut(_ text: String) -> String {
        guard text.utf8.count > GatewayWords.limit else { return text }
        var end = text.utf8.index(text.startIndex, offsetBy: GatewayWords.limit)
        while end.samePosition(in: text.unicodeScalars) == nil { end = text.utf8.index(before: end) }
        return String(text[..<end])
    }
}
