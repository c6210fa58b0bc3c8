// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import RelinkModel
import Signing

/// Who may ask: whoever has the key or, where there is none, programs of this machine that are no web page's tools.
struct Gatekeeper: Sendable {
    private let key: [UInt8]?
    private let checksHost: Bool
    private let hosts: Set<HostName>

    /// The rules that follow from the settings.
    ///
    /// A list of allowed hosts is always kept to. Without one the host matters only where no key protects the server: a
    /// page whose name is made to point at loopback (DNS rebinding) has the name in its requests, but not the key.
    init(_ settings: StatusServerSettings) {
        key = settings.apiKey.flatMap { $0.isEmpty ? nil : Array($0.revealed.utf8) }
        checksHost = key == nil || !settings.allowedHosts.isEmpty
        var hosts = Set(settings.allowedHosts.map { HostName($0) })
        if case .tcp(let host, _) = settings.listener { hosts.insert(HostName(host)) }
        self.hosts = hosts
    }

    /// Why the request is refused; nil when it is not.
    func refusal(of head: HTTPRequest) -> Refusal? {
        let host = HostName(head.authority ?? "")
        if checksHost, !host.isLoopback, !hosts.contains(host) {
            return Refusal(
                code: 421, error: "Unknown host",
                details: "Requests for this host name are not taken; list it in server.allowed_hosts.")
        }
        guard let key else { return isCrossSite(head) ? Self.crossSite : nil }
        return hasKey(key, head.headerFields) ? nil : Self.wrongKey
    }

    private static let wrongKey = Refusal(
        code: 403, error: "Invalid API key", details: "Send the value of server.api_key as the header x-api-key.")
    private static let crossSite = Refusal(
        code: 403, error: "Cross-site request",
        details: "A web page of another site asked for this; set server.api_key to let programs in by key.")

    private func hasKey(_ key: [UInt8], _ fields: HTTPFields) -> Bool {
        // Bearer is how Prometheus carries a key.
        let bearer = fields[.authorization].flatMap { $0.hasPrefix("Bearer ") ? $0.dropFirst(7) : nil }
        let offered = HTTPField.Name("x-api-key").flatMap { fields[$0] } ?? bearer.map(String.init)
        return offered.map { ConstantTime.equal(Array($0.utf8), key) } ?? false
    }

    private func isCrossSite(_ head: HTTPRequest) -> Bool {
        let fields = head.headerFields
        if let site = HTTPField.Name("sec-fetch-site").flatMap({ fields[$0] }), site != "same-origin", site != "none" {
            return true
        }
        guard let origin = fields[.origin] else { return false }
        let authority = head.authority ?? ""
        return origin.lowercased() != "http://\(authority)".lowercased()
            && origin.lowercased() != "https://\(authority)".lowercased()
    }
}
