// SPDX-License-Identifier: Apache-2.0

import JSONText

/// One request as the receiver noted it.
struct Received: Sendable {
    /// Seconds since 1970.
    let time: Double
    /// Whether it was answered with 200, in time or not.
    let isAccepted: Bool
    /// How it was treated: a mode of the receiver.
    let mode: String
    /// Which of the receiver's connections it came over, from 1.
    let connection: Int
    /// The header `webhook-id`, by which a receiver knows copies.
    let id: String
    /// The SHA-256 of the body, with the live code replaced by null.
    let hash: String
    /// Whether the signature was right.
    let isVerified: Bool
    /// The header `X-Attempt`.
    let attempt: Int
    /// What came after host and port.
    let path: String
    /// The header `X-Token`.
    let token: String?
    /// `type` of the body.
    let kind: String
    /// The session's name.
    let session: String?
    /// `state` of the body.
    let state: String
    /// `previous_state` of the body.
    let previous: String?
    /// The text of the code that it carried.
    let code: String?
    /// `text` of the body, or all of what a chat was posted.
    let text: String

    init(_ line: JSONValue) throws {
        guard let time = line["time"]?.double, let isAccepted = line["accepted"]?.bool,
            let id = line["webhook_id"]?.string, let hash = line["hash"]?.string,
            let isVerified = line["verified"]?.bool, let attempt = line["attempt"]?.integer,
            let path = line["path"]?.string, let kind = line["type"]?.string, let state = line["state"]?.string,
            let mode = line["mode"]?.string, let connection = line["connection"]?.integer,
            let text = line["text"]?.string
        else { throw Incomplete(line: "\(line)") }
        (self.time, self.isAccepted, self.id, self.hash) = (time, isAccepted, id, hash)
        (self.isVerified, self.attempt, self.path, self.kind) = (isVerified, Int(attempt), path, kind)
        (self.state, self.mode, self.connection, self.text) = (state, mode, Int(connection), text)
        token = line["token"]?.string
        session = line["session"]?.string
        previous = line["previous_state"]?.string
        code = line["code"]?.string
    }

    /// The change that it tells of.
    var change: Change { Change(from: previous ?? "", to: state) }

    /// The place of a transition among its gateway's, from `<instance>-0-<number>:<channel>`.
    var number: Int? { id.split(separator: ":").first?.split(separator: "-").last.flatMap { Int($0) } }

    /// A record that lacks something.
    struct Incomplete: Error {
        let line: String
    }
}

/// One state after another.
struct Change: Hashable, Sendable {
    let from: String
    let to: String
}
