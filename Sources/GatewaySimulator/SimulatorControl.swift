// SPDX-License-Identifier: Apache-2.0

import Hummingbird
import JSONText

/// The simulator's commands over HTTP: `POST /_control/{command}` with a JSON object, `GET /_control/tally`.
///
/// ```
/// show      {"session":"shop-1","page":"UNPAIRED"}     a socket word, or loading, tab_closed, throwing
/// stop      {"session":"shop-1"}                       also rotate, freeze, scan; "*" is every session
/// phone     {"session":"shop-1","number":"12025550199"}   the phone that scans from now on
/// hang      {"session":"shop-1","ms":30000}            simulated time
/// deafen    {"session":"shop-1","deaf":true}           it says CONNECTED and hears nothing of WhatsApp; false to hear again
/// fail      {"session":"shop-1","how":"browser"}       or auth_timeout; null to succeed again
/// latency   {"ms":200}                                 simulated time
/// key       {"key":"change-me"}                        null for an open gateway
/// proxy     {"answer":"bad_gateway"}                   or not_found, empty; null for the gateway itself
/// die       {"ms":5000}                                real time; null until come_back or for ever
/// restart   {"ms":5000}                                real time
/// ```
///
/// The port is a test's own, on loopback: there is no key to this door. After `die` nobody listens for `come_back`, so
/// that command is for the program that runs the simulator.
struct SimulatorControl {
    static let prefix = "/_control/"

    let simulator: GatewaySimulator

    /// Answers a request whose target begins with the prefix.
    func response(to target: String, body: [UInt8]) -> Response {
        let verb = target.dropFirst(Self.prefix.count)
        if verb == "tally" { return json(tally(simulator.tally)) }
        guard let arguments = body.isEmpty ? .object([:]) : try? JSONText.parse(body),
            let command = SimulatorCommand(verb: verb, arguments: arguments)
        else {
            return json(["error": "no such command, or an argument is missing or wrong"], status: .badRequest)
        }
        switch command {
        // Not awaited: a listener cannot wait for its own end within one of its requests.
        case .die, .comeBack, .restart: Task { try await simulator.perform(command) }
        default: simulator.change(command)
        }
        return json(["done": .string(String(verb))], status: .accepted)
    }

    private func json(_ value: JSONValue, status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headers: [.contentType: "application/json; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: JSONText.serializeBytes(value))))
    }

    private func tally(_ tally: SimulatorTally) -> JSONValue {
        [
            "statuses": .integer(Int64(tally.statuses)), "codes": .integer(Int64(tally.codes)),
            "pairing_codes": .integer(Int64(tally.pairingCodes)),
            "probes": .integer(Int64(tally.probes)),
            "starts": .integer(Int64(tally.starts)), "overlapping_starts": .integer(Int64(tally.overlappingStarts)),
            "restarts": .integer(Int64(tally.restarts)), "refused": .integer(Int64(tally.refused)),
        ]
    }
}
