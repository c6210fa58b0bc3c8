// SPDX-License-Identifier: Apache-2.0

/// What may be written for a key.
enum SettingType: Sendable {
    case text
    case secret
    /// One secret, or a list of them.
    case secrets
    /// One text, or a list of them.
    case texts
    case word([String])
    /// One word, or a list of them.
    case words([String])
    case flag
    case duration(from: Duration, to: Duration)
    /// A list of durations.
    case durations(from: Duration, to: Duration)
    case integer(ClosedRange<Int>)
    /// A map from any key to text.
    case textMap
    /// A map from any key to one text or a list of them.
    case textsMap
    /// A map from any key to a secret.
    case secretMap
    /// A map of the keys below.
    case map
    /// A list of maps of the keys below.
    case list
    /// A list of names, or of maps of the keys below.
    case namedList
    /// `true`, `false`, or a map of the keys below.
    case flagOrMap

    /// What to write, for people.
    var words: String {
        switch self {
        case .text, .secret: "text"
        case .secrets, .texts: "text or a list of texts"
        case .word(let words): words.joined(separator: " | ")
        case .words(let words): "one or a list of \(words.joined(separator: " | "))"
        case .flag: "true | false"
        case .duration(let low, let high): "\(DurationText.write(low)) to \(DurationText.write(high))"
        case .integer(let range): "\(range.lowerBound) to \(range.upperBound)"
        case .durations(let low, let high): "a list of \(DurationText.write(low)) to \(DurationText.write(high))"
        case .textMap, .textsMap, .secretMap: "a map of texts"
        case .map: "a map"
        case .list: "a list"
        case .namedList: "a list of names or maps"
        case .flagOrMap: "false | true | a map"
        }
    }
}
