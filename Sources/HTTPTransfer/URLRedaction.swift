// SPDX-License-Identifier: Apache-2.0

/// What may be shown of a URL.
package enum URLRedaction {
    /// Scheme, host and port; user, path and query are left out, as chat services put their keys there.
    ///
    /// What does not look like an http or https URL gives "(not a URL)", and unusual characters of the host become `?`.
    package static func origin(of url: String) -> String {
        guard let separator = url.utf8.firstRange(of: "://".utf8) else { return "(not a URL)" }
        let scheme = url[..<separator.lowerBound].lowercased()
        guard scheme == "http" || scheme == "https" else { return "(not a URL)" }
        let authority = url[separator.upperBound...].utf8.prefix { !Self.ends.contains($0) }
        let afterUser = authority.lastIndex(of: UInt8(ascii: "@")).map { authority[authority.index(after: $0)...] }
        let host = (afterUser ?? authority).prefix(255).map { byte -> Character in
            Self.isPlain(byte) ? Character(UnicodeScalar(byte)) : "?"
        }
        return "\(scheme)://\(String(host))"
    }

    private static let ends = Array("/?#\\".utf8)

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: ":"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"): true
        case UInt8(ascii: "["), UInt8(ascii: "]"): true
        default: false
        }
    }
}
