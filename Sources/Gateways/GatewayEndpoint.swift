// SPDX-License-Identifier: Apache-2.0

/// Where a gateway listens: its base URL, with the path that a proxy or its BASE_PATH puts before everything.
package struct GatewayEndpoint: Hashable, Sendable {
    private let base: String

    /// The gateway at that URL.
    ///
    /// - Parameter url: `http://` or `https://`, a host, perhaps a port and a path; slashes at its end do not matter.
    package init(url: String) throws(GatewayEndpointError) {
        guard url.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else { throw .unprintable }
        let scheme = url.prefix { $0 != ":" }
        guard ["http", "https"].contains(scheme.lowercased()), url.dropFirst(scheme.count).hasPrefix("://") else {
            throw .scheme
        }
        guard !url.contains(where: { $0 == "?" || $0 == "#" }) else { throw .query }
        let rest = url.dropFirst(scheme.count + 3)
        guard let first = rest.first, first != "/", first != ":" else { throw .host }
        base = String(url.prefix(through: url.lastIndex { $0 != "/" } ?? url.startIndex))
    }

    /// The URL of a path below the base; the path begins with a slash and is percent-encoded.
    func url(_ path: String) -> String { base + path }
}
