// SPDX-License-Identifier: Apache-2.0

/// What a test's configuration says: one gateway, one webhook, and patience of seconds in place of minutes.
struct Scenery {
    /// The gateway's address.
    var gateway: String
    /// The sessions to watch.
    var sessions: [String]
    /// The webhook's address.
    var receiver = "http://127.0.0.1:9/"
    /// `events` of the webhook.
    var events = "transitions, incidents"
    /// `server.api_key`.
    var key = ""
    /// Lines below `policy:`.
    var policy = Self.quick
    /// The gateway's key.
    var gatewayKey = "change-me"
    /// The webhook's secret.
    var secret = Receiver.secret
    /// The webhook's header X-Token.
    var token = "token"
    /// Further lines below `channels:`, such as ``webhook(_:_:events:)`` makes.
    var furtherChannels: [String] = []
    /// Of one status request.
    var timeout = "5s"

    /// Everything is believed at first sight, and nothing is started.
    static let quick = """
          confirm:
            connected: { for: 0s, count: 1 }
            scan_qr: { for: 0s, count: 1 }
            failed: { for: 0s, count: 1 }
            stopped: { for: 0s, count: 1 }
            not_found: { for: 1s, count: 2 }
            unreachable: { for: 2s, count: 2 }
          settle: { server: 2s, restart: 1s }
          brief_outage: 0s
          remediation: { attempts: 0 }
        """

    /// The line of one more webhook, which signs like the first.
    static func webhook(_ id: String, _ url: String, events: String = "transitions") -> String {
        "  - { id: \(id), kind: webhook, url: \"\(url)\", signing_secret: \"${RECEIVER_SECRET}\", events: [\(events)] }"
    }

    /// Its secrets, which the file does not hold.
    var environment: [String: String] {
        [
            "GATEWAY_URL": gateway, "GATEWAY_KEY": gatewayKey, "RECEIVER_URL": receiver, "RECEIVER_SECRET": secret,
            "RECEIVER_TOKEN": token, "OWN_KEY": key,
        ]
    }

    /// The file.
    func yaml(port: Int) -> String {
        """
        server: { listen: "127.0.0.1:\(port)", api_key: "${OWN_KEY:-}" }
        store: { url: "sqlite:data/relink.db" }
        gateways:
          - id: main
            kind: wwebjs
            url: ${GATEWAY_URL}
            api_key: ${GATEWAY_KEY}
            poll_interval: 1s
            ping_interval: 1s
            timeout: \(timeout)
            sessions: [\(sessions.joined(separator: ", "))]
        channels:
          - id: hook
            kind: webhook
            url: ${RECEIVER_URL}
            signing_secret: ${RECEIVER_SECRET}
            headers: { X-Token: "${RECEIVER_TOKEN}" }
            events: [\(events)]
        \(furtherChannels.joined(separator: "\n"))
        policy:
        \(policy)

        """
    }
}
