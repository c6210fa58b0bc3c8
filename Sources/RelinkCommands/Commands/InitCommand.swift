// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import HTTPTransfer
import RelinkModel

/// `relink init`: a first config.yaml, from two questions and what the gateway answers.
struct InitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Ask for a gateway, list its sessions, and write config.yaml.",
        discussion: """
            Answers may come from WHATSAPP_SERVER_URL and WHATSAPP_API_KEY. The key itself is not written to the file: \
            it stays in the variable.
            """)

    @Option(name: .long, help: "The file to write; it must not exist.") var config = "config.yaml"
    @Option(help: "wwebjs or whatsapp-api.") var kind = GatewayKind.wwebjs.rawValue

    func validate() throws {
        guard GatewayKind(rawValue: kind) != nil else {
            let all = GatewayKind.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("no kind \(PrintableText.of(kind)); there are: \(all)")
        }
    }

    func run() async throws {
        do {
            guard !FileManager.default.fileExists(atPath: config) else {
                throw Failure(
                    words: "\(config) exists already; name another file with --config", status: ExitStatus.usage)
            }
            let url = try answer("WHATSAPP_SERVER_URL", question: "Where does the gateway answer (http://…)? ")
            let key = answerOrNothing("WHATSAPP_API_KEY", question: "Its API key (empty for none)? ")
            let sessions = try await sessions(url: url, key: key)
            let text = FirstConfiguration(kind: kind, url: url, sessions: sessions).text
            guard
                FileManager.default.createFile(
                    atPath: config, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
            else { throw Failure(words: "\(config): cannot be written", status: ExitStatus.inputOutput) }
            Console.output.write(
                "Wrote \(config) with \(sessions.count) sessions. Set WHATSAPP_API_KEY, then: relink check, relink run\n"
            )
        } catch let failure as Failure {
            throw failure.reported()
        }
    }

    private func answer(_ variable: String, question: String) throws -> String {
        let text = answerOrNothing(variable, question: question)
        guard !text.isEmpty else {
            throw Failure(words: "no answer; set \(variable) or type one", status: ExitStatus.usage)
        }
        return text
    }

    private func answerOrNothing(_ variable: String, question: String) -> String {
        if let value = ProcessInfo.processInfo.environment[variable], !value.isEmpty { return value }
        Console.error.write(question)
        return (readLine() ?? "").trimmingCharacters(in: .whitespaces)
    }

    /// Asks the gateway who it is and what it keeps.
    private func sessions(url: String, key: String) async throws -> [String] {
        let client = TransferClient(name: "relink-init", maxConnections: 2, userAgent: Wiring.userAgent)
        let maker = GatewayMaker(
            kind: GatewayKind(rawValue: kind) ?? .wwebjs, id: "main", url: url, keys: key.isEmpty ? [] : [Secret(key)])
        let gateway = try maker.make(client: client)
        if case .unreachable(_, let words) = await gateway.ping() {
            throw Failure(words: "the gateway does not answer its ping: \(words)", status: ExitStatus.unavailable)
        }
        switch await gateway.list() {
        case .names(let names): return names.sorted()
        case .unsupported: return []
        case .failed(let words):
            throw Failure(words: "the gateway does not list its sessions: \(words)", status: ExitStatus.unavailable)
        }
    }
}
