// SPDX-License-Identifier: Apache-2.0

import Channels
import ConfigurationFile
import HTTPTransfer
import RelinkModel
import WatchEngine

/// Where everything meets: the one place that knows the configuration and the adapters both.
struct Wiring {
    /// What receivers and gateways see of us.
    static let userAgent = "Relink/\(RelinkVersion.current)"

    let configuration: Configuration
    /// Nothing is started and nothing is sent, whatever the configuration says.
    let observes: Bool
    private let templates: [String: String]

    init(_ configuration: Configuration, observes: Bool = false) throws {
        self.configuration = configuration
        self.observes = observes || !configuration.mayAct
        templates = try TemplateFolder.read(configuration.templatesDirectory)
    }

    /// Every mistake in the templates that the configured channels use, each once, as `file:line:column: message`.
    var templateProblems: [String] {
        var seen: Set<ChannelProblem> = []
        return configuration.channels.flatMap { Channels.problems(setup($0), templates: templates) }
            .filter { seen.insert($0).inserted }
            .map { problem in
                // A template of the operator's own is named as the operator finds it.
                guard templates[problem.file] != nil, let folder = configuration.templatesDirectory else {
                    return "\(problem)"
                }
                return "\(folder)/\(problem)"
            }
    }

    /// All channels, their templates checked.
    ///
    /// Throws a ``Failure`` with every mistake in the templates.
    func channels(liveQR: any LiveQRSource, client: TransferClient) throws -> [any NotificationChannel] {
        let clock = LocalClock(timeZone: configuration.timezone) ?? .utc
        let environment = ChannelEnvironment(client: client, liveQR: liveQR, clock: clock, templates: templates)
        return try configuration.channels.map { settings in
            do {
                return try Channels.make(setup(settings), in: environment)
            } catch {
                throw Failure(words: "\(error)", status: ExitStatus.configuration)
            }
        }
    }

    /// One channel by its id.
    func channel(
        _ id: ChannelID, liveQR: any LiveQRSource, client: TransferClient
    ) throws -> (any NotificationChannel)? {
        try channels(liveQR: liveQR, client: client).first { $0.plan.id == id }
    }

    /// All gateways with their plans.
    func gateways(client: TransferClient) throws -> [WatchEngine.Watched] {
        try configuration.gateways.map { settings in
            WatchEngine.Watched(
                plan: settings.plan.acting(!observes),
                gateway: try GatewayMaker(
                    kind: settings.plan.kind, id: settings.plan.id, url: settings.url, keys: settings.apiKeys,
                    timeout: settings.timeout, probeTimeout: settings.probeTimeout
                ).make(client: client))
        }
    }

    /// Tells whoever watches Relink that it works; nil where nobody does, and where nothing is sent.
    var heart: (any Heart)? {
        guard !observes, let heartbeat = configuration.heartbeat else { return nil }
        return HeartbeatClient(
            heartbeat.kind, url: heartbeat.url, pause: heartbeat.every, userAgent: Self.userAgent)
    }

    private func setup(_ settings: ConfigurationFile.ChannelSettings) -> ChannelSetup {
        ChannelSetup(
            id: settings.plan.id, subscriptions: settings.plan.subscriptions, qr: settings.qr,
            contacts: configuration.contacts.filter { $0.plan.channel == settings.plan.id }.map {
                ChannelContact(id: $0.plan.id, to: $0.to, audience: $0.plan.audience, locale: $0.locale)
            },
            target: target(settings.target))
    }

    private func target(_ target: ConfigurationFile.ChannelSettings.Target) -> ChannelSetup.Target {
        switch target {
        case .slack(let url):
            .slack(SlackTarget(url: url))
        case .telegram(let telegram):
            .telegram(TelegramTarget(token: telegram.token, chat: telegram.chatID, baseURL: telegram.baseURL))
        case .webhook(let webhook):
            .webhook(
                WebhookTarget(
                    url: webhook.url, method: webhook.method.rawValue, contentType: webhook.contentType,
                    headers: webhook.headers.sorted { $0.key < $1.key }.map { .init(name: $0.key, value: $0.value) },
                    signingSecrets: webhook.signingSecrets,
                    body: webhook.bodyTemplate.map { .init(file: $0.path, text: $0.text) }))
        }
    }
}

extension GatewayPlan {
    /// The same plan, acting or only looking.
    func acting(_ mayAct: Bool) -> GatewayPlan {
        GatewayPlan(
            id: id, kind: kind, host: host, sessions: sessions, discovery: discovery, discovered: discovered,
            pollInterval: pollInterval, pingInterval: pingInterval, policy: policy, probe: probe, channels: channels,
            contacts: contacts, routes: routes, maintenance: maintenance, mayAct: mayAct)
    }
}
