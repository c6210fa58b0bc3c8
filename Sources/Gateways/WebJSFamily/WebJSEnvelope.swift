// SPDX-License-Identifier: Apache-2.0

import JSONText

/// The object that every answer of the gateway is.
struct WebJSEnvelope {
    /// What the gateway's socket state is said to be.
    enum State: Equatable {
        /// The answer has no such key.
        case absent
        /// The page has no state yet.
        case null
        /// A word of the library.
        case word(String)
    }

    /// Whether the gateway says that all is well.
    let success: Bool
    private let members: JSONObject

    /// The object, or nil when the body is anything else.
    init?(_ body: [UInt8]) {
        guard let value = try? JSONText.parse(body, limits: Self.limits), let members = value.object,
            let success = members["success"]?.bool
        else { return nil }
        self.success = success
        self.members = members
    }

    /// The socket state; nil when its value is neither a word nor null.
    var state: State? {
        switch members["state"] {
        case nil: .absent
        case .null?: .null
        case .string(let word)?: .word(word)
        default: nil
        }
    }

    /// What a status, a start or a failed QR request says.
    var message: String? { members["message"]?.string }

    /// What an error answer says.
    var error: String? { members["error"]?.string }

    /// The payload of a QR code.
    var qr: String? { members["qr"]?.string }

    /// The id of the account that a session is linked to; nil where there is none.
    var account: (server: String, user: String)? {
        guard let id = members["sessionInfo"]?["wid"], let server = id["server"]?.string, let user = id["user"]?.string
        else { return nil }
        return (server, user)
    }

    /// The result of a request for a yes or no.
    var answer: Bool? { members["result"]?.bool }

    /// The result of a request that has one text.
    var text: String? { members["result"]?.string }

    /// The names of a list; nil when one is not a text.
    var result: [String]? {
        guard let elements = members["result"]?.array else { return nil }
        let names = elements.compactMap(\.string)
        return names.count == elements.count ? names : nil
    }

    /// A list of 10 000 sessions has less than 1 MiB.
    private static let limits = JSONLimits(bytes: 2 << 20, depth: 8)
}
