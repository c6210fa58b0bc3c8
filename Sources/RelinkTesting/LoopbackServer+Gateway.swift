// SPDX-License-Identifier: Apache-2.0

extension LoopbackServer.Step {
    /// Sends that reply.
    package static func answer(_ reply: GatewaySubject.Reply) -> Self { .answer(reply.status, reply.body) }
}

extension LoopbackServer.Request {
    /// The value of a header, its name in lower case; nil when it was not sent.
    package func header(_ name: String) -> String? {
        for line in text.split(separator: "\r\n").dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            if parts.count == 2, parts[0].lowercased() == name { return String(parts[1].drop { $0 == " " }) }
        }
        return nil
    }
}
