// SPDX-License-Identifier: Apache-2.0

/// What a request asks the gateway for.
enum GatewayCall: Hashable, Sendable {
    /// What can be asked of one session; the words are those of the path.
    enum Action: String {
        case status
        case qr
        case start
        case restart
        case stop
        case requestPairingCode
        case getClassInfo
        case isRegisteredUser
    }

    case ping
    case list
    /// nil for a name that the gateway refuses.
    case session(Action, String?)

    /// Reads a request; nil where the gateway has no route.
    init?(_ request: SimulatedRequest, kind: SimulatedKind) {
        let segments = request.path.split(separator: "/", omittingEmptySubsequences: true)
        switch (segments.first, segments.count) {
        case ("ping", 1) where request.method == "GET": self = .ping
        case ("session", 2) where request.method == "GET" && segments[1] == "getSessions" && kind == .wwebjs:
            self = .list
        case ("client", 3) where request.method == "GET" && segments[1] == Action.getClassInfo.rawValue:
            self = .session(.getClassInfo, Self.isName(segments[2]) ? String(segments[2]) : nil)
        case ("client", 3) where request.method == "POST" && segments[1] == Action.isRegisteredUser.rawValue:
            self = .session(.isRegisteredUser, Self.isName(segments[2]) ? String(segments[2]) : nil)
        case ("session", 3):
            guard let action = Action(rawValue: String(segments[1])), !action.isOfClient,
                action.isOffered(by: kind),
                request.method == (action == .requestPairingCode ? "POST" : "GET")
            else { return nil }
            self = .session(action, Self.isName(segments[2]) ? String(segments[2]) : nil)
        default: return nil
        }
    }

    /// The gateway's own rule for names, `^[\w-]+$`. No percent-encoded character can satisfy it once it is decoded, save
    /// one that nobody has a reason to encode.
    private static func isName(_ text: Substring) -> Bool {
        text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
                true
            default: false
            }
        }
    }
}

extension GatewayCall.Action {
    /// Whether it is asked of the session's client, below `/client`.
    fileprivate var isOfClient: Bool { self == .getClassInfo || self == .isRegisteredUser }

    fileprivate func isOffered(by kind: SimulatedKind) -> Bool {
        switch self {
        case .status, .qr, .start, .restart, .getClassInfo, .isRegisteredUser: true
        case .stop, .requestPairingCode: kind == .wwebjs
        }
    }
}
