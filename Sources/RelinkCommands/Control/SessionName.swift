// SPDX-License-Identifier: Apache-2.0

import ConfigurationFile
import JSONText
import RelinkModel

/// How people name a session on the command line: `GATEWAY/SESSION`, or the bare name where it is unique.
enum SessionName {
    /// The sessions of an answer in the shape of `/api/v1/sessions`.
    static func keys(of sessions: [JSONValue]) -> [SessionKey] {
        sessions.compactMap { session in
            guard let gateway = session["gateway"]?.string, let name = session["name"]?.string else { return nil }
            return SessionKey(gateway: GatewayID(gateway), name: name)
        }
    }

    /// The session meant, out of those that are watched.
    ///
    /// Throws a ``Failure`` that names the candidates when there is none or more than one.
    static func find(_ text: String, among keys: [SessionKey]) throws -> SessionKey {
        if let exact = keys.first(where: { $0.description == text }) { return exact }
        let matches = keys.filter { $0.name == text }
        if matches.count == 1, let match = matches.first { return match }
        let clean = PrintableText.of(text)
        guard matches.isEmpty else {
            let names = matches.map(\.description).joined(separator: ", ")
            throw Failure(words: "\(clean) is at more than one gateway: say \(names)", status: ExitStatus.usage)
        }
        let some = keys.prefix(5).map { PrintableText.of($0.description) }.joined(separator: ", ")
        throw Failure(
            words: "no session \(clean) is watched" + (some.isEmpty ? "" : "; there are \(some)"),
            status: ExitStatus.usage)
    }
}
