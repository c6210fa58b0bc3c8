// SPDX-License-Identifier: Apache-2.0

/// One answer of the simulated gateway, and how long it takes to come.
package struct SimulatedAnswer: Hashable, Sendable {
    /// The HTTP status code.
    package let status: Int
    /// The value of `Content-Type`.
    package let contentType: String
    /// The body, as it goes over the wire.
    package let body: [UInt8]
    /// How long the gateway thinks about it, in simulated time.
    package var delay: Duration = .zero

    /// An answer with that body, at once.
    init(status: Int, contentType: String, body: String) {
        self.status = status
        self.contentType = contentType
        self.body = Array(body.utf8)
    }

    /// The same answer, later.
    func delayed(by delay: Duration) -> SimulatedAnswer {
        var answer = self
        answer.delay += delay
        return answer
    }

    private static func json(_ body: String, status: Int = 200) -> SimulatedAnswer {
        SimulatedAnswer(status: status, contentType: "application/json; charset=utf-8", body: body)
    }
}

// The bodies of both gateways' source (avoylenko/wwebjs-api at e45da16, chrishubert/whatsapp-api at 44f0dbf), checked
// against recorded answers by the tests.
extension SimulatedAnswer {
    static let pong = json(#"{"success":true,"message":"pong"}"#)
    static let invalidKey = json(#"{"success":false,"error":"Invalid API key"}"#, status: 403)
    static let invalidName = json(
        #"{"success":false,"error":"Session should be alphanumerical or -"}"#, status: 422)

    static let connected = json(#"{"success":true,"state":"CONNECTED","message":"session_connected"}"#)
    static let notFound = json(#"{"success":false,"state":null,"message":"session_not_found"}"#)
    static let tabClosed = json(#"{"success":false,"state":null,"message":"browser tab closed"}"#)
    static let sessionClosed = json(#"{"success":false,"state":null,"message":"session closed"}"#)

    static let started = json(#"{"success":true,"message":"Session initiated successfully"}"#)
    static let restarted = json(#"{"success":true,"message":"Restarted successfully"}"#)
    static let stopped = json(#"{"success":true,"message":"Session stopped successfully"}"#)

    static let noQR = json(#"{"success":false,"message":"qr code not ready or already scanned"}"#)
    static let noSessionForQR = json(#"{"success":false,"message":"session_not_found"}"#)

    private static let notConnectedBodies = Dictionary(
        uniqueKeysWithValues: SocketWord.allCases.map { word in
            (word, json(#"{"success":false,"state":"\#(word.rawValue)","message":"session_not_connected"}"#))
        })
    private static let loading = json(#"{"success":false,"state":null,"message":"session_not_connected"}"#)

    static func notConnected(_ word: SocketWord?) -> SimulatedAnswer {
        word.flatMap { notConnectedBodies[$0] } ?? loading
    }

    static func exists(_ name: String) -> SimulatedAnswer {
        json(#"{"success":false,"error":"Session already exists for: \#(name)"}"#, status: 422)
    }

    static func startFailed(_ failure: StartFailure) -> SimulatedAnswer {
        switch failure {
        case .browser: json(#"{"success":false,"error":"Failed to launch the browser process!"}"#, status: 422)
        case .authTimeout: json(#"{"success":false}"#, status: 422)
        }
    }

    static func qr(_ payload: String) -> SimulatedAnswer { json(#"{"success":true,"qr":"\#(payload)"}"#) }

    static func pairingCode(_ code: String) -> SimulatedAnswer { json(#"{"success":true,"result":"\#(code)"}"#) }

    /// That the number has WhatsApp.
    static let registered = json(#"{"success":true,"result":true}"#)

    /// What a page that is linked, or is none yet, makes of a request for a pairing code.
    static let noPairing = json(
        #"{"success":false,"error":"Evaluation failed: TypeError: Cannot read properties of undefined"}"#, status: 500)

    /// What a session that is linked says of its account; nil while the library is not ready.
    static func classInfo(_ account: String?) -> SimulatedAnswer {
        guard let account else { return json(#"{"success":true}"#) }
        let id = #"{"server":"c.us","user":"\#(account)","_serialized":"\#(account)@c.us"}"#
        return json(
            #"{"success":true,"sessionInfo":{"pushname":"Shop","wid":\#(id),"me":\#(id),"platform":"android"}}"#)
    }

    /// The refusal of everything that takes a connected session.
    static func notConnected(_ message: String) -> SimulatedAnswer {
        json(#"{"success":false,"error":"\#(message)"}"#, status: 404)
    }

    static func names(_ names: [String]) -> SimulatedAnswer {
        json(#"{"success":true,"result":[\#(names.map { "\"\($0)\"" }.joined(separator: ","))]}"#)
    }

    /// Express's own page for a path that has no route (expressjs/finalhandler).
    static func noRoute(method: String, path: Substring) -> SimulatedAnswer {
        let words = "\(method) \(path)".map { character in
            switch character {
            case "&": "&amp;"
            case "<": "&lt;"
            case ">": "&gt;"
            case "\"": "&quot;"
            case "'": "&#39;"
            default: String(character)
            }
        }.joined()
        return SimulatedAnswer(
            status: 404, contentType: "text/html; charset=utf-8",
            body: """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <title>Error</title>
                </head>
                <body>
                <pre>Cannot \(words)</pre>
                </body>
                </html>

                """)
    }
}
