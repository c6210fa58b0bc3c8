// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Channels
import ConfigurationFile
import HTTPTransfer
import RelinkModel
import WatchEngine

/// `relink send-test`: one made-up message through a real channel, once, and what became of it.
struct SendTestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "send-test", abstract: "Send a made-up message through a channel.",
        discussion: "One attempt, nothing stored. Exit 0 when the receiver accepted it, else 69.")

    @OptionGroup var options: ConfigurationOptions
    @Argument(help: "The channel's id.") var channel: String
    @Option(help: "Which kind of event: session.opened, session.recovered, server.opened, …")
    var event = EventKind.sessionOpened.rawValue

    func run() async throws {
        do {
            let kind = try EventKind.named(event)
            let wiring = try Wiring(try options.load())
            let time = SystemTimeSource()
            let vault = QRVault(time: time)
            let client = TransferClient(name: "relink-test", maxConnections: 1, userAgent: Wiring.userAgent)
            guard let channel = try wiring.channel(ChannelID(channel), liveQR: vault, client: client) else {
                let names = wiring.configuration.channels.map(\.plan.id.rawValue).joined(separator: ", ")
                throw Failure(
                    words: "no channel \(PrintableText.of(channel)) is on; there are: \(names)",
                    status: ExitStatus.usage)
            }
            let now = time.now.wall
            let alert = SampleAlerts.alert(kind, for: Recipient(channel: channel.plan.id))
            let prepared = channel.prepare(alert, plain: false)
            if let reason = prepared.fallbackReason { Console.error.write("plain text stands in: \(reason)\n") }
            let delivery = DeliveryID("test-\(now.milliseconds):\(channel.plan.id)")
            let report = await channel.send(prepared.request, delivery: delivery, attempt: 1, session: nil, at: now)
            try Self.tell(report, channel.plan.id)
        } catch let failure as Failure {
            throw failure.reported()
        }
    }

    private static func tell(_ report: AttemptReport, _ channel: ChannelID) throws {
        switch report.outcome {
        case .delivered, .duplicate:
            Console.output.write("\(channel): accepted (\(report.words)) in \(report.took.wholeMilliseconds) ms\n")
        case .retry(_, let reason), .reject(let reason), .suspend(_, let reason):
            throw Failure(words: "\(channel): not accepted: \(reason)", status: ExitStatus.unavailable)
        }
    }
}

extension EventKind {
    /// The kind of that name.
    ///
    /// Throws a ``Failure`` that lists all kinds when there is none.
    static func named(_ name: String) throws -> EventKind {
        guard let kind = EventKind(rawValue: name) else {
            let all = allCases.map(\.rawValue).joined(separator: ", ")
            throw Failure(words: "no event \(PrintableText.of(name)); there are: \(all)", status: ExitStatus.usage)
        }
        return kind
    }
}
