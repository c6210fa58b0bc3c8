// SPDX-License-Identifier: Apache-2.0

import Channels
import Foundation
import RelinkModel
import RelinkTesting
import Testing

/// What each channel makes of each sample, beside this file for everybody to read.
///
/// `RELINK_UPDATE_GOLDEN=1 swift test --filter RenderedTests` writes the files anew.
struct RenderedTests {
    @Test(arguments: ChannelKind.allCases, SampleAlerts.all.map(\.name))
    func samplesLookAsTheyDid(kind: ChannelKind, name: String) throws {
        let sample = try #require(SampleAlerts.all.first { $0.name == name })
        let channel = try TestChannels.make(Self.setup(kind))
        let rendered = Self.text(channel.prepare(sample.alert, plain: false).request)
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appending(path: "Rendered/\(kind.rawValue)/\(name).txt")
        if ProcessInfo.processInfo.environment["RELINK_UPDATE_GOLDEN"] == "1" {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try rendered.write(to: file, atomically: true, encoding: .utf8)
        }
        #expect(try String(contentsOf: file, encoding: .utf8) == rendered)
    }

    private static func setup(_ kind: ChannelKind) -> ChannelSetup {
        switch kind {
        case .webhook: TestChannels.webhook("https://example.com")
        case .slack: TestChannels.slack("https://example.com")
        case .telegram: TestChannels.telegram("https://example.com")
        }
    }

    /// The request as it would be stored, a slot as `«name»`.
    private static func text(_ request: FrozenRequest) -> String {
        var lines = ["\(request.method) \(text(request.url))"]
        lines += request.headers.map { "\($0.name): \(text($0.value))" }
        switch request.body {
        case .empty: break
        case .text(let segments): lines += ["", text(segments)]
        case .form(let parts):
            for part in parts {
                let file = part.filename.map { " (\($0), \(part.contentType ?? ""))" } ?? ""
                lines += ["", "--- \(part.name)\(file)", text(part.content)]
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func text(_ segments: [FrozenRequest.Segment]) -> String {
        segments.map { segment in
            switch segment {
            case .text(let text): text
            case .slot(let slot): "«\(slot)»"
            }
        }.joined()
    }
}
