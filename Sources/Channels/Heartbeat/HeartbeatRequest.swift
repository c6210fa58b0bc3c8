// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import Templating

/// One beat as the service wants it.
struct HeartbeatRequest: Hashable, Sendable {
    /// So much is said of what is wrong. Healthchecks keeps 100 kB of a body (healthchecks.io/docs/attaching_logs), Kuma
    /// takes its reason from the URL.
    private static let longestBody = 10_000
    private static let longestReason = 200

    let method: String
    let url: String
    let body: [UInt8]?

    /// nil where silence is the message.
    init?(_ kind: HeartbeatKind, url: Secret, failings: [String]) {
        let (base, query) = Self.split(url.revealed)
        switch kind {
        case .get:
            guard failings.isEmpty else { return nil }
            (method, self.url, body) = ("GET", url.revealed, nil)
        case .healthchecks:
            // healthchecks/healthchecks, hc/api/urls.py at 01fafd9: `ping/<uuid>`, and `ping/<uuid>/fail` for a failure; both keep
            // the body of a POST.
            let path = failings.isEmpty ? base : base + "/fail"
            (method, self.url) = ("POST", query.isEmpty ? path : "\(path)?\(query)")
            body = Array(failings.joined(separator: "\n").utf8.prefix(Self.longestBody))
        case .kuma:
            // louislam/uptime-kuma, server/routers/api-router.js at 005a8c2: `/api/push/<token>` with `status` and `msg`. The
            // address that its page shows has a query of its own, which ours takes the place of.
            let reason = failings.isEmpty ? "OK" : failings.joined(separator: "; ")
            let encoded = TemplateContentType.url.escape(String(reason.prefix(Self.longestReason)))
            (method, self.url) = ("GET", "\(base)?status=\(failings.isEmpty ? "up" : "down")&msg=\(encoded)")
            body = nil
        }
    }

    private static func split(_ url: String) -> (base: String, query: String) {
        let parts = url.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        var base = String(parts[0])
        while base.hasSuffix("/") { base.removeLast() }
        return (base, parts.count > 1 ? String(parts[1]) : "")
    }
}
