// SPDX-License-Identifier: Apache-2.0

import BundledTemplates
package import RelinkModel
import Templating

/// Where channels come from.
package enum Channels {
    /// The channel of those setup, its templates checked with every sample alert.
    ///
    /// Throws for what only the operator can mend: see ``ChannelSetupError``.
    package static func make(
        _ setup: ChannelSetup, in environment: ChannelEnvironment
    ) throws(ChannelSetupError) -> any NotificationChannel {
        switch setup.target {
        case .webhook(let target): try WebhookChannel(setup, target, environment)
        case .slack(let target): try SlackChannel(setup, target, environment)
        case .telegram(let target): try TelegramChannel(setup, target, environment)
        }
    }

    /// The built-in words of an alert, as every channel sends them where it can show no more than text.
    package static func text(of alert: Alert, clock: LocalClock) -> String {
        PlainText.text(alert, speech: Speech(clock: clock), showing: .nothing, limit: textLimit)
    }

    /// More than any message needs, in UTF-16 code units.
    private static let textLimit = 4000

    /// Every mistake in the templates that a channel of those setup would use, for `relink check`.
    ///
    /// - Parameter templates: as in ``ChannelEnvironment``.
    package static func problems(_ setup: ChannelSetup, templates: [String: String] = [:]) -> [ChannelProblem] {
        if case .webhook(let target) = setup.target, let file = target.body?.file,
            TemplateContentType(path: file) == nil
        {
            let message =
                "the name does not say what it writes; end it in .json.mustache, .txt.mustache or .html.mustache"
            return [ChannelProblem(file: file, message: message)]
        }
        let problems = Speech.problems(setup.contacts, templates: templates)
        guard problems.isEmpty else { return problems }
        let files = files(of: setup.target.kind, overriddenBy: templates)
        do throws(TemplateError) {
            return switch setup.target {
            case .webhook(let target):
                try WebhookChannel.template(target, files, speech: .utc).problems(showing: .text)
            case .slack: try SlackChannel.template(files, speech: .utc).problems(showing: .text)
            case .telegram:
                try TelegramChannel.template(files, limit: TelegramLimits.caption, speech: .utc)
                    .problems(showing: .picture)
            }
        } catch {
            if case .problems(let problems) = error { return problems.map(ChannelProblem.init) }
            return [ChannelProblem(file: "\(setup.target.kind)", message: "\(error)")]
        }
    }

    /// The templates of a kind: the bundled ones, those of `templates_dir` in their place.
    static func files(of kind: ChannelKind, overriddenBy templates: [String: String]) -> [String: String] {
        BundledTemplates.files.merging(templates) { $1 }.filter { $0.key.hasPrefix("\(kind.rawValue)/") }
    }

    /// Throws when the templates of a channel have mistakes.
    static func check(_ setup: ChannelSetup, _ environment: ChannelEnvironment) throws(ChannelSetupError) {
        let problems = problems(setup, templates: environment.templates)
        guard problems.isEmpty else { throw .templates(setup.id, problems) }
    }

    /// Throws when the text is no web address. It may hold a secret, so it is not repeated.
    static func checkAddress(_ url: String, of id: ChannelID) throws(ChannelSetupError) {
        let isWeb = url.hasPrefix("https://") || url.hasPrefix("http://")
        guard isWeb, url.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else { throw .address(id) }
    }
}
