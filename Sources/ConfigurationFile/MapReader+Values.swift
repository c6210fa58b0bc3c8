// SPDX-License-Identifier: Apache-2.0

import RelinkModel

extension MapReader {
    /// A text, or the table's default.
    func string(_ key: String) -> String {
        optionalText(key)?.value ?? fallbackText(key)
    }

    /// A secret; nil where none is set.
    func secret(_ key: String) -> Secret? {
        optionalText(key).flatMap(secret)
    }

    /// One secret, or a list of them.
    func secrets(_ key: String) -> [Secret] {
        texts(key).compactMap(secret)
    }

    /// The secret that a text holds. One that stands in the file is remembered for the check of the file's mode.
    func secret(_ text: Text) -> Secret? {
        guard !text.value.isEmpty else { return nil }
        if text.isLiteral { reading.sawLiteralSecret(at: text.place) }
        return Secret(text.value)
    }

    /// A duration within the key's range; `base`, or else the table's default, where nothing usable is written.
    func duration(_ key: String, or base: Duration? = nil) -> Duration {
        let fallback = base ?? DurationText.parse(fallbackText(key)) ?? .zero
        guard let text = optionalText(key), case .duration(let low, let high) = setting(key)?.type else {
            return fallback
        }
        return duration(text, key: key, low...high) ?? fallback
    }

    /// A list of durations, each within the key's range and greater than the one before; `base` where nothing is
    /// written.
    func durations(_ key: String, or base: [Duration]) -> [Duration] {
        guard node(key) != nil, case .durations(let low, let high) = setting(key)?.type else { return base }
        var durations: [Duration] = []
        for text in texts(key) {
            guard let value = duration(text, key: key, low...high) else { continue }
            if let last = durations.last, last >= value {
                reading.error("`\(key)` must be in ascending order; \(text.shown) is not", at: text.place)
            }
            durations.append(value)
        }
        return durations
    }

    private func duration(_ text: Text, key: String, _ range: ClosedRange<Duration>) -> Duration? {
        guard let value = DurationText.parse(text.value) else {
            reading.error(
                "`\(key)` must be a duration such as 500ms, 10s, 5m, 2h or 1d, not \(text.shown)", at: text.place)
            return nil
        }
        guard range.contains(value) else {
            let words = SettingType.duration(from: range.lowerBound, to: range.upperBound).words
            reading.error("`\(key)` must be \(words), not \(text.shown)", at: text.place)
            return nil
        }
        return value
    }

    /// A whole number within the key's range; `base` where nothing usable is written.
    func integer(_ key: String, or base: Int) -> Int {
        guard let text = optionalText(key), case .integer(let range) = setting(key)?.type else { return base }
        guard text.value.utf8.count <= 9, let value = Int(text.value), range.contains(value) else {
            let words = SettingType.integer(range).words
            reading.error("`\(key)` must be a whole number from \(words), not \(text.shown)", at: text.place)
            return base
        }
        return value
    }

    /// A truth value; nil where nothing usable is written.
    func flag(_ key: String) -> Bool? {
        guard let text = optionalText(key) else { return nil }
        switch text.value {
        case "true", "yes", "on": return true
        case "false", "no", "off": return false
        default:
            reading.error("`\(key)` must be true or false, not \(text.shown)", at: text.place)
            return nil
        }
    }

    /// One of an enum's words; nil where nothing usable is written.
    func word<Word: RawRepresentable & CaseIterable>(_ key: String, as _: Word.Type) -> Word?
    where Word.RawValue == String {
        optionalText(key).flatMap { word($0, key: key) }
    }

    /// One of an enum's words, or a list of them.
    func words<Word: RawRepresentable & CaseIterable & Hashable>(_ key: String, as _: Word.Type) -> Set<Word>
    where Word.RawValue == String {
        Set(texts(key).compactMap { word($0, key: key) })
    }

    /// Labels: words to texts.
    func labels(_ key: String) -> [String: String] {
        var labels: [String: String] = [:]
        for (name, text) in textMap(key) {
            guard (1...64).contains(name.utf8.count), name.utf8.allSatisfy({ $0.isWordByte || "-.".utf8.contains($0) })
            else {
                reading.error(
                    "the label `\(Shown.text(name))` may only have letters, digits, -, _ and .", at: text.place)
                continue
            }
            labels[name] = text.value
        }
        return labels
    }

    /// The id of a gateway or channel: it stands in URLs, in the ids of deliveries and in every list.
    func identifier(_ key: String) -> Text? {
        guard let text = requiredText(key) else { return nil }
        guard text.value.utf8.count <= 64, text.value.utf8.allSatisfy({ $0.isWordByte || $0 == UInt8(ascii: "-") })
        else {
            reading.error("`\(key)` may only have letters, digits, - and _, at most 64 of them", at: text.place)
            return nil
        }
        return text
    }

    /// Checks an `http(s)` address and warns where it would cross a public network unencrypted.
    func checkedAddress(_ text: Text, key: String, allowsQuery: Bool) -> String? {
        do throws(HTTPAddress.Flaw) {
            let address = try HTTPAddress(text.value, allowsQuery: allowsQuery)
            if !address.isEncrypted, !HostName.isPrivate(address.host) {
                reading.warning("`\(key)` sends keys over a public network unencrypted; use https://", at: text.place)
            }
            return text.value
        } catch {
            reading.error("`\(key)` \(error.advice)", at: text.place)
            return nil
        }
    }

    private func word<Word: RawRepresentable & CaseIterable>(_ text: Text, key: String) -> Word?
    where Word.RawValue == String {
        if let word = Word(rawValue: text.value) { return word }
        let words = Word.allCases.map(\.rawValue)
        let hint = text.isLiteral ? Suggestion.phrase(for: text.value, among: words) : ""
        let allowed = words.joined(separator: ", ")
        reading.error(
            "`\(key)` cannot be \(text.shown)\(hint.isEmpty ? "; use one of \(allowed)" : hint)", at: text.place)
        return nil
    }

    private func fallbackText(_ key: String) -> String {
        let fallback = setting(key)?.fallback ?? ""
        return fallback.hasPrefix("\"") ? String(fallback.dropFirst().dropLast()) : fallback
    }
}
