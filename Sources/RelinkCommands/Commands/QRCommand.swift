// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import ConfigurationFile
import Foundation
import JSONText
import QRImage
import RelinkModel

/// `relink qr`: the code that a session shows now, on the terminal, until it is scanned.
struct QRCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "qr", abstract: "Show a session's QR code, fresh, until it is scanned.",
        discussion: "On a terminal the code is drawn anew whenever it changes. Otherwise it is printed once.")

    @OptionGroup var options: ConfigurationOptions
    @Argument(help: "GATEWAY/SESSION, or the session's name where it is unique.") var session: String
    @Option(help: "Write the code as PNG to this file instead, and end.") var png: String?
    @Flag(help: "Print the code's text instead of drawing it. Whoever has it can link a phone.") var text = false

    @Flag(help: "Begin a new round of codes first, where the last one is over. It starts the session anew.") var start =
        false

    @Flag(
        name: .customLong("pairing-code"),
        help: "Ask for a code to type into the phone instead of scanning; the phone says so. Once a minute at most.")
    var pairingCode = false

    func validate() throws {
        if pairingCode, png != nil || text || start {
            throw ValidationError("--pairing-code goes alone: there is no picture of it, and it begins no round")
        }
    }

    func run() async throws {
        let configuration = try options.load()
        let control = ControlClient(configuration)
        do {
            let key = try await find(control)
            if pairingCode { return try await pair(IncidentAsking(configuration), key) }
            if start { try await begin(control, key) }
            let path = ControlClient.path("control", "qr", key.gateway.rawValue, key.name)
            guard png == nil, !text, Console.output.isTerminal else { return try await once(control, path) }
            try await follow(control, path, key)
        } catch let failure as Failure {
            throw failure.reported()
        }
    }

    private func find(_ control: ControlClient) async throws -> SessionKey {
        guard let (_, body) = await control.get("/api/v1/sessions") else {
            throw Failure(
                words: "no watcher runs here; only a running one can show a code", status: ExitStatus.unavailable)
        }
        return try SessionName.find(session, among: SessionName.keys(of: body["sessions"]?.array ?? []))
    }

    /// Asks for a code to type in. It is shown here, and kept nowhere.
    private func pair(_ asking: IncidentAsking, _ key: SessionKey) async throws {
        let answer = try await asking.wish(
            "POST", ControlClient.path("api", "v1", "sessions", key.gateway.rawValue, key.name, "pairing-code"),
            ["by": .string(IncidentAsking.person)])
        Console.output.write(Self.text(pairing: answer, of: key))
    }

    static func text(pairing answer: JSONValue, of key: SessionKey) -> String {
        let phone = PrintableText.of(answer["phone_last4"]?.string ?? "")
        let until = PrintableText.of(answer["expires_at"]?.string ?? "")
        return """
            \(PrintableText.of(answer["code"]?.string ?? ""))
            \(PrintableText.of(key.description)): type it into the phone whose number ends \(phone), until \(until): WhatsApp,
            Linked devices, Link a device, Link with phone number instead.

            """
    }

    /// Asks for a new round, and waits for what the gateway says to it.
    private func begin(_ control: ControlClient, _ key: SessionKey) async throws {
        let path = ControlClient.path("control", "start", key.gateway.rawValue, key.name)
        guard let (_, body) = await control.post(path) else {
            throw Failure(words: "the watcher does not answer any more", status: ExitStatus.unavailable)
        }
        switch body["answer"]?.string {
        case "refused", "unknown_session":
            let words = PrintableText.of(body["words"]?.string ?? "")
            throw Failure(
                words: "no new round of codes begins: \(words.isEmpty ? "the gateway knows no such session" : words)",
                status: ExitStatus.unavailable)
        default: break
        }
    }

    /// The payload that is shown now.
    private func payload(_ control: ControlClient, _ path: String) async throws -> String? {
        guard let (status, body) = await control.get(path) else {
            throw Failure(words: "the watcher does not answer any more", status: ExitStatus.unavailable)
        }
        return status == 200 ? body["payload"]?.string : nil
    }

    private func once(_ control: ControlClient, _ path: String) async throws {
        guard let payload = try await payload(control, path) else {
            throw Failure(words: "the session shows no QR code now", status: ExitStatus.unavailable)
        }
        let code = try draw(payload)
        if let png {
            guard
                FileManager.default.createFile(
                    atPath: png, contents: Data(code.png()), attributes: [.posixPermissions: 0o600])
            else { throw Failure(words: "\(png): cannot be written", status: ExitStatus.inputOutput) }
        } else {
            Console.output.write(text ? payload + "\n" : code.halfBlocks(style: .plain))
        }
    }

    /// Draws each new code over the last one.
    private func follow(_ control: ControlClient, _ path: String, _ key: SessionKey) async throws {
        var shown: String?
        while true {
            let next = try await payload(control, path)
            if next != shown {
                shown = next
                Console.output.write("\u{1B}[H\u{1B}[2J")
                if let next {
                    Console.output.write(try draw(next).halfBlocks(style: .coloured))
                    Console.output.write(
                        "\n\(PrintableText.of(key.description)): scan it with WhatsApp, Linked devices. Ctrl-C ends.\n")
                } else {
                    Console.output.write("\(PrintableText.of(key.description)) shows no QR code now. Ctrl-C ends.\n")
                }
            }
            try await Task.sleep(for: .seconds(1))
        }
    }

    private func draw(_ payload: String) throws -> QRCode {
        do throws(QRError) {
            return try QRCode(payload: payload)
        } catch {
            throw Failure(words: "\(error)", status: ExitStatus.data)
        }
    }
}
