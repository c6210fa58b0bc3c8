// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Channels
import ConfigurationFile
import HTTPTransfer
import RelinkModel
import WatchEngine

/// `relink render`: what a channel would send, without sending it.
struct RenderCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "render", abstract: "Print what a channel would send for an event.",
        discussion: "Secrets and QR codes show as {{their name}}: they are filled in only when something is sent.")

    @OptionGroup var options: ConfigurationOptions
    @Argument(help: "The channel's id.") var channel: String
    @Option(help: "Which kind of event; all of them when left out.") var event: String?

    func run() async throws {
        do {
            let kinds = try event.map { [try EventKind.named($0)] } ?? EventKind.allCases
            let wiring = try Wiring(try options.load())
            let vault = QRVault(time: SystemTimeSource())
            let client = TransferClient(name: "relink-render", maxConnections: 1, userAgent: Wiring.userAgent)
            guard let channel = try wiring.channel(ChannelID(channel), liveQR: vault, client: client) else {
                throw Failure(words: "no channel \(PrintableText.of(channel)) is on", status: ExitStatus.usage)
            }
            for kind in kinds {
                let alert = SampleAlerts.alert(kind, for: Recipient(channel: channel.plan.id))
                let prepared = channel.prepare(alert, plain: false)
                Console.output.write("== \(kind.rawValue)\n\(Self.text(prepared.request))\n")
                if let reason = prepared.fallbackReason {
                    Console.error.write("plain text stands in: \(reason)\n")
                }
            }
        } catch let failure as Failure {
            throw failure.reported()
        }
    }

    private static func text(_ request: FrozenRequest) -> String {
        switch request.body {
        case .empty: "(no body)"
        case .text(let segments): text(segments)
        case .form(let parts): parts.map { "-- \($0.name)\n\(text($0.content))" }.joined(separator: "\n")
        }
    }

    private static func text(_ segments: [FrozenRequest.Segment]) -> String {
        segments.map { segment in
            switch segment {
            case .text(let text): text
            case .slot(let slot): "{{\(slot)}}"
            }
        }.joined()
    }
}
