// SPDX-License-Identifier: Apache-2.0

/// Why a text is not the URL of a gateway. It does not quote the URL, which may hold a password.
package enum GatewayEndpointError: Error, Hashable, CaseIterable {
    /// It has spaces, control characters or letters outside ASCII.
    case unprintable
    /// It does not begin with http:// or https://.
    case scheme
    /// It names no host.
    case host
    /// It has a query or a fragment.
    case query
}

extension GatewayEndpointError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unprintable: "the gateway's URL has a space or an unusual character; write it percent-encoded"
        case .scheme: "the gateway's URL must begin with http:// or https://"
        case .host: "the gateway's URL names no host; write it like http://127.0.0.1:3000"
        case .query: "the gateway's URL has a ? or #; give only scheme, host, port and base path"
        }
    }
}
