// SPDX-License-Identifier: Apache-2.0

/// The parts of an `http(s)` URL that the checks look at. Strict: what it does not understand is refused.
struct HTTPAddress {
    /// Why a text is no usable address. The text itself is never shown, for it may carry a secret.
    enum Flaw: Error {
        case scheme, host, credentials, fragment, query, characters

        /// What is wrong and what to write, as the end of a sentence about the key.
        var advice: String {
            switch self {
            case .scheme: "must start with http:// or https://"
            case .host: "needs a host, and a port from 1 to 65535 if any: https://gateway.example.com:3000"
            case .credentials: "must not carry credentials (user:password@); write the key into `api_key` or `headers`"
            case .fragment: "must not have a fragment (#…); leave it out"
            case .query: "must not have a query (?…); leave it out"
            case .characters: "has characters that no URL has; percent-encode them"
            }
        }
    }

    /// Whether the connection is encrypted.
    let isEncrypted: Bool
    /// An address or a name, without brackets.
    let host: String

    /// Takes an absolute URL apart.
    init(_ text: String, allowsQuery: Bool) throws(Flaw) {
        guard let separator = Self.schemeEnd(text) else { throw .scheme }
        guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && !"\"<>\\^`{|}".utf8.contains($0) }) else {
            throw .characters
        }
        isEncrypted = text.utf8.prefix(5).last.map { $0 | 0x20 } == UInt8(ascii: "s")
        let rest = text[separator...]
        let authority = rest.prefix { !"/?#".contains($0) }
        if authority.contains("@") { throw .credentials }
        if rest.contains("#") { throw .fragment }
        if !allowsQuery, rest.contains("?") { throw .query }
        guard let host = Self.host(authority) else { throw .host }
        self.host = host
    }

    private static func schemeEnd(_ text: String) -> String.Index? {
        for scheme in ["http://", "https://"] where text.lowercased().hasPrefix(scheme) {
            return text.index(text.startIndex, offsetBy: scheme.count, limitedBy: text.endIndex)
        }
        return nil
    }

    private static func host(_ authority: Substring) -> String? {
        // `ListenAddress` reads host and port; a missing port becomes one that is valid.
        let hasPort = authority.hasPrefix("[") ? !authority.hasSuffix("]") : authority.contains(":")
        guard let address = ListenAddress(hasPort ? String(authority) : "\(authority):80"), address.port > 0 else {
            return nil
        }
        return address.host
    }
}
