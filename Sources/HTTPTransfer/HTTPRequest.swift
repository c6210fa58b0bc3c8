// SPDX-License-Identifier: Apache-2.0

/// A request as it is sent, with its limits.
///
/// Redirects are never followed, environment proxies and `.netrc` never used, answers never decompressed. Copying one
/// is cheap; requests that share their `headers` array are also prepared faster.
package struct HTTPRequest: Sendable, Hashable {
    /// The method in capitals.
    package var method: String
    /// An absolute http or https URL, percent-encoded. Its path may be a secret: only scheme, host and port are printed.
    package var url: String
    /// The header lines. `Content-Length`, `Transfer-Encoding` and `Expect` are not for the caller to set.
    package var headers: [HTTPHeader]
    /// The body, or nil for none.
    package var body: [UInt8]?
    /// The parts of a multipart/form-data body, or nil; never together with `body`.
    package var multipart: [FormPart]?
    /// Limits of time and size.
    package var limits: TransferLimits
    /// Whether an idle connection may carry the request.
    package var connection: ConnectionUse
    /// The path of a Unix socket to connect to in place of the host, or nil.
    package var unixSocketPath: String?
    /// A PEM file of certificate authorities to trust in place of the system's, or nil.
    package var caFile: String?

    /// A request; what is left out is as for a plain GET.
    package init(
        method: String = "GET", url: String, headers: [HTTPHeader] = [], body: [UInt8]? = nil,
        multipart: [FormPart]? = nil, limits: TransferLimits = TransferLimits(), connection: ConnectionUse = .reuse,
        unixSocketPath: String? = nil, caFile: String? = nil
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.multipart = multipart
        self.limits = limits
        self.connection = connection
        self.unixSocketPath = unixSocketPath
        self.caFile = caFile
    }
}

extension HTTPRequest: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The method and the origin; the rest may hold secrets.
    package var description: String { "\(method) \(URLRedaction.origin(of: url))" }
    /// The method and the origin; the rest may hold secrets.
    package var debugDescription: String { description }
    /// No children, so that a dump shows no secret either.
    package var customMirror: Mirror { Mirror(self, children: []) }
}
