// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import GatewaySimulator
import RelinkModel
import UnixSignals

/// `relink simulate-gateway`: a gateway to try things on, without a phone.
struct SimulateGatewayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate-gateway", abstract: "Run a simulated gateway on loopback.",
        discussion: """
            It speaks the contract of the real one, key `change-me` unless --key says otherwise, sessions sim-1, \
            sim-2, … all connected. POST to /_control/… changes what they do.
            """)

    @Option(help: "wwebjs or whatsapp-api.") var kind = SimulatedKind.wwebjs.rawValue
    @Option(help: "How many sessions.") var sessions = 3
    @Option(help: "The port on 127.0.0.1; 0 for any free one.") var port = 3000
    @Option(help: "The key that it asks for; empty for none.") var key = "change-me"
    @Option(help: "How many simulated seconds pass in one.") var speed = 1.0

    func validate() throws {
        guard SimulatedKind(rawValue: kind) != nil else {
            let all = SimulatedKind.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("no kind \(PrintableText.of(kind)); there are: \(all)")
        }
        guard (0...100_000).contains(sessions) else { throw ValidationError("--sessions takes 0 to 100000") }
        guard (0...65_535).contains(port) else { throw ValidationError("--port takes 0 to 65535") }
    }

    func run() async throws {
        let settings = SimulatorSettings(
            kind: SimulatedKind(rawValue: kind) ?? .wwebjs, sessions: (0..<sessions).map { "sim-\($0 + 1)" },
            key: key.isEmpty ? nil : key, speed: speed, port: port)
        let simulator = GatewaySimulator(settings)
        do throws(SimulatorError) {
            let port = try await simulator.start()
            Console.output.write(
                "SIMULATED gateway at http://127.0.0.1:\(port) with \(sessions) sessions. Ctrl-C ends.\n")
        } catch {
            throw Failure(words: "\(error)", status: ExitStatus.unavailable).reported()
        }
        for await _ in await UnixSignalsSequence(trapping: .sigterm, .sigint) { break }
        await simulator.stop()
    }
}
