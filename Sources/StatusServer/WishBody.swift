// SPDX-License-Identifier: Apache-2.0

import Hummingbird
import JSONText
import RelinkModel

/// What somebody wishes, as a JSON object. It is read strictly: a member that is not known, or of another type, is
/// refused with its name, since half a wish is worse than none.
struct WishBody: Sendable {
    private let object: JSONObject

    /// Reads a body; an empty one is an object without members.
    ///
    /// - Parameter known: the members that it may have.
    init(_ bytes: [UInt8], known: Set<String>) throws(Refusal) {
        let value: JSONValue
        do {
            value = try bytes.isEmpty ? .object(JSONObject()) : JSONText.parse(bytes)
        } catch {
            throw .badBody("The body is no JSON: \(error).")
        }
        try self.init(value, known: known, where: "the body")
    }

    private init(_ value: JSONValue, known: Set<String>, where place: String) throws(Refusal) {
        guard let object = value.object else { throw .badBody("\(place) is to be an object.") }
        for key in object.keys where !known.contains(key) {
            let all = known.sorted().joined(separator: ", ")
            throw .badBody("\(place) has an unknown member \(SpokenText.clean(key, limit: 40)); there are: \(all).")
        }
        self.object = object
    }

    /// Collects a request's body.
    static func bytes(of body: RequestBody, upTo limit: Int) async throws(Refusal) -> [UInt8] {
        do {
            return Array(try await body.collect(upTo: limit).readableBytesView)
        } catch {
            throw .bodyTooLarge
        }
    }

    /// A text; nil where it is left out or null.
    func text(_ key: String) throws(Refusal) -> String? {
        guard let value = object[key], !value.isNull else { return nil }
        guard let text = value.string else { throw .badBody("\(key) is to be a text.") }
        return text
    }

    /// A whole number from 1 on; nil where it is left out or null.
    func number(_ key: String) throws(Refusal) -> Int64? {
        guard let value = object[key], !value.isNull else { return nil }
        guard case .integer(let number) = value, number >= 1 else {
            throw .badBody("\(key) is to be a whole number from 1 on.")
        }
        return number
    }

    /// An instant in UTC; nil where it is left out or null.
    func instant(_ key: String) throws(Refusal) -> Timestamp? {
        guard let text = try text(key) else { return nil }
        guard let instant = Timestamp(iso8601: text) else {
            throw .badBody("\(key) is to be an instant in UTC, such as 2026-01-01T00:00:00Z.")
        }
        return instant
    }

    /// An object in it; nil where it is left out or null.
    func object(_ key: String, known: Set<String>) throws(Refusal) -> WishBody? {
        guard let value = object[key], !value.isNull else { return nil }
        return try WishBody(value, known: known, where: key)
    }

    /// Texts by name; none where they are left out or null.
    func texts(byName key: String) throws(Refusal) -> [String: String] {
        guard let value = object[key], !value.isNull else { return [:] }
        guard let members = value.object?.members else { throw .badBody("\(key) is to be an object of texts.") }
        var texts: [String: String] = [:]
        for member in members {
            guard let text = member.value.string else { throw .badBody("\(key) is to be an object of texts.") }
            texts[member.key] = text
        }
        return texts
    }

    /// A list of texts; none where it is left out or null.
    func texts(_ key: String) throws(Refusal) -> [String] {
        guard let value = object[key], !value.isNull else { return [] }
        guard let elements = value.array else { throw .badBody("\(key) is to be a list of texts.") }
        var texts: [String] = []
        for element in elements {
            guard let text = element.string else { throw .badBody("\(key) is to be a list of texts.") }
            texts.append(text)
        }
        return texts
    }

    /// A list of words out of some; none where it is left out or null.
    func words<Word: RawRepresentable & CaseIterable & Hashable>(
        _ key: String, _ type: Word.Type
    ) throws(Refusal) -> Set<Word> where Word.RawValue == String {
        var words: Set<Word> = []
        for text in try texts(key) {
            guard let word = Word(rawValue: text) else {
                let all = Word.allCases.map(\.rawValue).joined(separator: ", ")
                throw .badBody("\(key) knows no \(SpokenText.clean(text, limit: 40)); there are: \(all).")
            }
            words.insert(word)
        }
        return words
    }
}

extension Refusal {
    static func badBody(_ details: String) -> Refusal {
        Refusal(code: 422, error: "Invalid request", details: details)
    }

    /// Why a wish was not followed.
    init(_ error: OperatingError) {
        let (code, title) =
            switch error {
            case .unknown: (404, "Unknown")
            case .ambiguous: (409, "Ambiguous")
            case .refused: (409, "Refused")
            case .notStored: (503, "Not stored")
            }
        self.init(code: code, error: title, details: error.description)
    }
}
