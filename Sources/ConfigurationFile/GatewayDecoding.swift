// SPDX-License-Identifier: Apache-2.0

import RelinkModel

/// One item of `gateways:`, before channels and routes are known, which every plan holds.
struct GatewayDecoding {
    let id: GatewayID
    let place: Place
    /// Its sessions' names with their places, for the checks across files.
    let sessions: [SessionPlan]
    private let kind: GatewayKind
    private let url: String
    private let apiKeys: [Secret]
    private let discovery: DiscoveryPlan?
    private let defaults: SessionDefaults
    private let pollInterval: Duration
    private let pingInterval: Duration
    private let timeout: Duration
    private let probe: ProbeSettings
    private let pushSecret: Secret?
    private let policy: WatchPolicy

    /// Reads the item; nil when what it needs is missing. Every problem is reported either way.
    ///
    /// - Parameters:
    ///   - policy: what its own `policy:` goes over.
    ///   - contacts: the ids of all contacts.
    init?(_ node: YAMLNode, over policy: WatchPolicy, contacts: [String], reading: Reading) {
        guard let reader = MapReader(node, path: "gateways[]", reading: reading) else { return nil }
        let id = reader.identifier("id")
        let kind = reader.requiredText("kind").flatMap { _ in reader.word("kind", as: GatewayKind.self) }
        let url = reader.requiredText("url").flatMap { reader.checkedAddress($0, key: "url", allowsQuery: false) }
        apiKeys = reader.secrets("api_key")
        if apiKeys.isEmpty, kind != nil {
            reading.warning(
                "no `api_key`: whoever reaches this gateway owns its sessions", at: reader.place(of: "api_key"))
        }
        discovery = Self.discovery(reader)
        defaults = SessionDefaults(reader.map("defaults"))
        sessions = SessionDecoding(reader: reader, defaults: defaults, contacts: contacts).sessions()
        if sessions.isEmpty, discovery == nil, !reading.hasErrors {
            reading.warning(
                "no session is watched here: list some in `sessions`, or set `discover: true`", at: reader.place)
        }
        pollInterval = reader.duration("poll_interval")
        pingInterval = reader.duration("ping_interval")
        timeout = reader.duration("timeout")
        probe = ProbeSettings(reader)
        pushSecret = reader.pushSecret()
        self.policy = reader.policy(over: policy)
        guard let id, let kind, let url else { return nil }
        self.id = GatewayID(id.value)
        self.kind = kind
        self.url = String(url.reversed().drop { $0 == "/" }.reversed())
        place = id.place
    }

    /// The finished gateway.
    func settings(
        channels: [ChannelPlan], contacts: [ContactPlan], routes: RouteTable, maintenance: [MaintenancePlan],
        mayAct: Bool
    ) -> GatewaySettings {
        GatewaySettings(
            plan: GatewayPlan(
                id: id, kind: kind, host: host, sessions: sessions, discovery: discovery,
                discovered: SessionPlan(
                    name: "", labels: defaults.labels, expectation: defaults.expectation,
                    autoStart: defaults.autoStart ?? .known, isListed: false),
                pollInterval: pollInterval, pingInterval: pingInterval, policy: policy, probe: probe.plan,
                channels: channels,
                contacts: contacts, routes: routes, maintenance: maintenance, mayAct: mayAct),
            url: url, apiKeys: apiKeys, timeout: timeout, probeTimeout: probe.timeout, pushSecret: pushSecret)
    }

    /// The host of the address; nil for this machine.
    private var host: String? {
        guard let host = try? HTTPAddress(url, allowsQuery: false).host, !HostName.isLoopback(host) else { return nil }
        return host
    }

    private static func discovery(_ reader: MapReader) -> DiscoveryPlan? {
        guard let node = reader.node("discover") else { return nil }
        guard case .mapping = node.content else { return reader.flag("discover") == true ? DiscoveryPlan() : nil }
        guard let map = reader.map("discover") else { return nil }
        let include = map.texts("include").map(\.value)
        return DiscoveryPlan(include: include.isEmpty ? ["*"] : include, exclude: map.texts("exclude").map(\.value))
    }
}

extension MapReader {
    /// `push_secret:` is a part of a URL, so it has the characters of one.
    fileprivate func pushSecret() -> Secret? {
        guard let text = optionalText("push_secret"), let secret = secret(text) else { return nil }
        guard text.value.utf8.allSatisfy({ $0.isWordByte || $0 == UInt8(ascii: "-") }), text.value.utf8.count >= 16
        else {
            reading.error("`push_secret` needs 16 or more letters, digits, - and _", at: text.place)
            return nil
        }
        return secret
    }
}
