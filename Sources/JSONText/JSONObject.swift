// SPDX-License-Identifier: Apache-2.0

/// A JSON object that keeps its members in the order they were written.
///
/// The order is part of its identity: a frozen request must give the same bytes on every attempt. Look-ups walk the
/// members, which beats hashing at the sizes that gateways and channels send (rarely more than 20 members).
package struct JSONObject: Sendable, Hashable {
    /// The members in their order. No key occurs twice.
    package private(set) var members: [JSONMember]

    /// An object without members.
    package init() {
        members = []
    }

    /// Takes members whose keys are known to be distinct.
    init(distinct members: [JSONMember]) {
        self.members = members
    }

    /// The number of members.
    package var count: Int { members.count }

    /// Whether there is no member.
    package var isEmpty: Bool { members.isEmpty }

    /// The keys in their order.
    package var keys: [String] { members.map(\.key) }

    /// The value of a key; assigning replaces it in place, adds it at the end, or with nil removes it.
    ///
    /// A present `null` reads as `JSONValue.null`, an absent key as nil.
    package subscript(key: String) -> JSONValue? {
        get {
            for member in members where member.key == key { return member.value }
            return nil
        }
        set {
            let index = members.firstIndex { $0.key == key }
            switch (index, newValue) {
            case (let index?, let value?): members[index].value = value
            case (let index?, nil): members.remove(at: index)
            case (nil, let value?): members.append(JSONMember(key: key, value: value))
            case (nil, nil): break
            }
        }
    }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    /// Takes the pairs in their order; of a repeated key the last value stays, at the place of the first.
    package init(dictionaryLiteral elements: (String, JSONValue)...) {
        self.init()
        for (key, value) in elements { self[key] = value }
    }
}
