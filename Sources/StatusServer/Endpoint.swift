// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import RelinkModel

/// What a path asks for. The parts of a path are split first and decoded then, so that a name may hold a slash.
enum Endpoint: Hashable, Sendable {
    /// Which shape errors have there.
    enum Family: Hashable, Sendable {
        /// `{"success":false,"error":…,"details":…,"code":…}`, as the users' dashboards know it.
        case compatible
        /// `{"error":…,"details":…}`.
        case own
    }

    /// What dashboards ask of a session in the gateway's own API.
    enum CompatibleCall: String, Sendable {
        case status
        case start
        case qr
    }

    /// What people wish of a session.
    enum SessionWish: String, Sendable {
        case expect
        case forget
        case start
        case acceptAccount = "accept-account"
        case pairingCode = "pairing-code"
    }

    case health
    case ready
    case metrics
    case sessions
    case session(SessionKey)
    case gateways
    case history(GatewayID, session: String?)
    /// Lists them; a POST to the same path makes one.
    case silences
    case silence(SilenceID)
    /// Lists them; a POST to the same path makes one.
    case reliefs
    case relief(ReliefID)
    case incidents
    case acknowledge(String)
    case unacknowledge(String)
    case explain(SessionKey)
    case wish(SessionWish, SessionKey)
    case outbox
    case outboxRow(DeliveryID)
    /// nil for what the query selects.
    case replay(DeliveryID?)
    case channels
    case resume(ChannelID)
    /// nil for the gateway that unprefixed paths speak for.
    case ping(GatewayID?)
    case compatible(CompatibleCall, GatewayID?, session: String)
    /// What a gateway posts, with the secret that its path carries.
    case push(GatewayID, secret: String)
    case controlStatus
    case controlQR(SessionKey)
    case controlStart(SessionKey)
    case controlReload
    /// nil for what the query selects.
    case controlPurge(DeliveryID?)

    /// Reads a path without its query; nil where there is nothing.
    ///
    /// - Parameter control: whether the operators' own paths are there too.
    init?(path: some StringProtocol, control: Bool) {
        guard let parts = Self.parts(of: path), let first = parts.first else { return nil }
        let rest = Array(parts.dropFirst())
        switch first {
        case "healthz" where rest.isEmpty: self = .health
        case "readyz" where rest.isEmpty: self = .ready
        case "metrics" where rest.isEmpty: self = .metrics
        case "api" where rest.first == "whatsapp":
            self.init(compatible: rest.dropFirst(), gateway: nil)
        case "g" where rest.count > 3 && rest[1] == "api" && rest[2] == "whatsapp":
            self.init(compatible: rest.dropFirst(3), gateway: GatewayID(rest[0]))
        case "api" where rest.first == "v1":
            self.init(own: Array(rest.dropFirst()))
        case "hooks" where rest.count == 2:
            self = .push(GatewayID(rest[0]), secret: rest[1])
        case "control" where control:
            self.init(control: rest)
        default: return nil
        }
    }

    /// The shape of errors under that path, whether there is something or not.
    static func family(of path: some StringProtocol) -> Family {
        let parts = path.split(separator: "/")
        let isCompatible =
            parts.starts(with: ["api", "whatsapp"])
            || (parts.first == "g" && parts.dropFirst(2).starts(with: ["api", "whatsapp"]))
        return isCompatible ? .compatible : .own
    }

    /// The methods it takes; HEAD goes wherever GET does.
    var methods: [String] {
        switch self {
        case .silences, .reliefs: ["GET", "POST"]
        case .silence, .relief: ["DELETE"]
        case .acknowledge, .unacknowledge, .wish: ["POST"]
        case .controlStart, .controlPurge, .controlReload, .push, .replay, .resume: ["POST"]
        default: ["GET"]
        }
    }

    /// Whether it wants something done that only a watcher does which goes on running, so that it must not be asked of one
    /// that is about to end. Reading the configuration again is not of that kind: it outlives them all.
    func isWish(_ method: HTTPRequest.Method) -> Bool {
        switch self {
        case .controlReload: false
        case .push, .compatible(.start, _, _): true
        default: method != .get && method != .head
        }
    }

    private init?(compatible parts: ArraySlice<String>, gateway: GatewayID?) {
        let parts = Array(parts)
        if parts == ["ping"] {
            self = .ping(gateway)
        } else if parts.count == 3, parts[0] == "session", let call = CompatibleCall(rawValue: parts[1]) {
            self = .compatible(call, gateway, session: parts[2])
        } else {
            return nil
        }
    }

    private init?(own parts: [String]) {
        switch (parts.first, parts.count) {
        case ("sessions", 1): self = .sessions
        case ("sessions", 3): self = .session(SessionKey(gateway: GatewayID(parts[1]), name: parts[2]))
        case ("sessions", 4):
            guard let wish = SessionWish(rawValue: parts[3]) else { return nil }
            self = .wish(wish, SessionKey(gateway: GatewayID(parts[1]), name: parts[2]))
        case ("explain", 3): self = .explain(SessionKey(gateway: GatewayID(parts[1]), name: parts[2]))
        case ("incidents", 1): self = .incidents
        case ("incidents", 3) where parts[2] == "ack": self = .acknowledge(parts[1])
        case ("incidents", 3) where parts[2] == "unack": self = .unacknowledge(parts[1])
        case ("silences", 1): self = .silences
        case ("silences", 2): self = .silence(SilenceID(parts[1]))
        case ("reliefs", 1): self = .reliefs
        case ("reliefs", 2): self = .relief(ReliefID(parts[1]))
        case ("gateways", 1): self = .gateways
        case ("history", 2): self = .history(GatewayID(parts[1]), session: nil)
        case ("outbox", 1): self = .outbox
        case ("outbox", 2): self = parts[1] == "replay" ? .replay(nil) : .outboxRow(DeliveryID(parts[1]))
        case ("outbox", 3) where parts[2] == "replay": self = .replay(DeliveryID(parts[1]))
        case ("channels", 1): self = .channels
        case ("channels", 3) where parts[2] == "resume": self = .resume(ChannelID(parts[1]))
        case ("history", 3): self = .history(GatewayID(parts[1]), session: parts[2])
        default: return nil
        }
    }

    private init?(control parts: [String]) {
        switch (parts.first, parts.count) {
        case ("status", 1): self = .controlStatus
        case ("qr", 3): self = .controlQR(SessionKey(gateway: GatewayID(parts[1]), name: parts[2]))
        case ("purge", 1): self = .controlPurge(nil)
        case ("purge", 2): self = .controlPurge(DeliveryID(parts[1]))
        case ("start", 3): self = .controlStart(SessionKey(gateway: GatewayID(parts[1]), name: parts[2]))
        case ("reload", 1): self = .controlReload
        default: return nil
        }
    }

    /// nil for a path with an empty part, or one that is not percent-encoded UTF-8.
    private static func parts(of path: some StringProtocol) -> [String]? {
        guard path.first == "/" else { return nil }
        var parts: [String] = []
        for part in path.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
            guard !part.isEmpty, let decoded = PercentEncoding.decode(part) else { return nil }
            parts.append(decoded)
        }
        return parts
    }
}
