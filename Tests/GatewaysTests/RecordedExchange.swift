// SPDX-License-Identifier: Apache-2.0

import RelinkModel

/// What an adapter must make of one recorded exchange.
struct RecordedExchange: Sendable, CustomStringConvertible {
    /// What was asked for, and the answer that it amounts to.
    enum Meaning: Sendable {
        case ping(PingAnswer)
        case poll(PollAnswer)
        case qr(QRAnswer)
        case start(StartAnswer)
        case restart(StartAnswer)
        case list(ListAnswer)
        case pairing(PairingAnswer, phone: String)
        /// Nothing asks for it; read as a status it is nothing known.
        case neverAsked
    }

    /// The name of the recording.
    let name: String
    /// The session that was asked about.
    let session: String
    /// The base path that was asked under.
    let basePath: String
    /// What it means.
    let meaning: Meaning

    init(_ name: String, of session: String = "sales", basePath: String = "", _ meaning: Meaning) {
        self.name = name
        self.session = session
        self.basePath = basePath
        self.meaning = meaning
    }

    var description: String { name }
}

/// The answers that many recordings share.
extension RecordedExchange.Meaning {
    /// A status with a socket state.
    static func socket(_ word: String, _ condition: SessionCondition) -> Self {
        let isConnected = condition == .connected
        let message = isConnected ? "session_connected" : "session_not_connected"
        return .poll(.observed(condition, GatewayWords(success: isConnected, state: word, message: message)))
    }

    /// A status without one.
    static func message(_ message: String, _ condition: SessionCondition) -> Self {
        .poll(.observed(condition, GatewayWords(message: message)))
    }

    static let connected = socket("CONNECTED", .connected)
    static let notFound = message("session_not_found", SessionCondition(.notFound))
    static let unauthorized = poll(.unauthorized(GatewayWords(message: "Invalid API key")))
    static let wrongPath = poll(
        .unmapped(words: "The gateway has no such path (HTTP 404): check its URL and BASE_PATH."))
    static let badName = poll(.unmapped(words: "HTTP 422: Session should be alphanumerical or -"))

    static func code(_ text: String, id: String) -> Self {
        .qr(QRPayload(text).map { .code($0, id: QRID(rawValue: id)) } ?? .none)
    }

    static let pairing = pairing(
        PairingCode("ABCD-EFGH").map { .code($0) } ?? .unsupported, phone: "+12025550123")

    static let firstCode = code(
        "2@u5VxYQ0r9fK3sPq8Lw2nZtB7mJcE4hDa1gRkXo6iTyNvUbSe,H3kQvYp0Zs8dWf5LxN1rTgJb7uCmE9aKoRi2=,"
            + "wP7fTz4NqLs1VxJ9dYhKcB3mGr6uEoAi8Rt5k=,Qm8Zr2XyLp5Vt9Kd1Nf7Wb3Hs6Jc4Ga0Uo=,1",
        id: "888f875db6bbc98c")
    static let secondCode = code(
        "2@b9TqXw3LkR7vYpN1zFc5mHs8JdGa4UoE2iVxKtBrQyWn6ScP,H3kQvYp0Zs8dWf5LxN1rTgJb7uCmE9aKoRi2=,"
            + "wP7fTz4NqLs1VxJ9dYhKcB3mGr6uEoAi8Rt5k=,Qm8Zr2XyLp5Vt9Kd1Nf7Wb3Hs6Jc4Ga0Uo=,1",
        id: "cca25689cc9f21b4")
}
