// SPDX-License-Identifier: Apache-2.0

import RelinkModel

/// The one table of all keys. Reading, "did you mean", `relink config defaults` and `relink config schema` follow it.
package enum ConfigurationSchema {
    /// Every key, in the order of the printed defaults.
    static let settings: [Setting] =
        topLevel + gateways + channels + people + routes + [
            Setting(group: "policy", .map, "when something is believed and told")
        ]
        + policy(under: "policy")

    /// The keys by path.
    static let byPath = Dictionary(settings.map { ($0.path, $0) }) { first, _ in first }

    /// The keys of each map, by its path.
    static let children = Dictionary(grouping: settings, by: \.parent)

    private static let topLevel = [
        Setting("timezone", .text, default: "UTC", "IANA name of the zone of texts and reports"),
        Setting("templates_dir", .text, default: "\"\"", "templates that replace built-in ones, relative to this file"),
        Setting(group: "server", .map, "API, dashboard and metrics"),
        Setting(
            "server.listen", .text, default: "127.0.0.1:8480", "host:port; off loopback server.api_key is mandatory"),
        Setting("server.api_key", .secret, default: "\"\"", "callers show it in x-api-key; empty lets all in"),
        Setting(
            "server.compat_gateway", .text, default: "\"\"", "the gateway behind /api/whatsapp; empty for the first"),
        Setting("server.allowed_hosts", .texts, default: "[]", "further names in the Host header"),
        Setting(group: "store", .map, "incidents and the outbox"),
        Setting("store.url", .text, default: "\"sqlite:relink.db\"", "sqlite:PATH, relative to this file"),
        Setting(
            "store.keep", .duration(from: .hours(24), to: .hours(24 * 3650)), default: "400d",
            "how long history is kept"),
        Setting(group: "heartbeat", .map, "tells a service outside that Relink works, so that its silence is noticed"),
        Setting(
            "heartbeat.url", .secret, default: "\"\"", "the address that the service gives; empty for no heartbeat"),
        Setting(
            "heartbeat.kind", .word(HeartbeatKind.allCases.map(\.rawValue)), default: "healthchecks", "the service"),
        Setting(
            "heartbeat.every", .duration(from: .seconds(10), to: .hours(1)), default: "60s",
            "from one beat to the next; let the service wait for two or three"),
        Setting(
            "actions", .word(["normal", "observe"]), default: "normal",
            "observe polls and shows, starts and sends nothing"),
        Setting(
            "include", .texts, default: "[]",
            "files with more gateways, channels, contacts, routes and maintenance, as in [\"conf.d/*.yaml\"]"
        ),
    ]

    private static let gateways =
        [
            Setting(group: "gateways", .list, "the gateways to watch"),
            Setting(
                required: "gateways[].id", .text, example: "main", "letters, digits, - and _; part of every message"),
            Setting(
                required: "gateways[].kind", .word(GatewayKind.allCases.map(\.rawValue)), example: "wwebjs",
                "the gateway's software"),
            Setting(
                required: "gateways[].url", .text, example: "\"http://127.0.0.1:3000\"",
                "its address; https:// unless the network is private"),
            Setting("gateways[].api_key", .secrets, default: "\"\"", "its key, or a list with the newest first"),
            Setting(
                "gateways[].poll_interval", .duration(from: .seconds(1), to: .hours(1)), default: "10s",
                "between two polls of one session"),
            Setting(
                "gateways[].ping_interval", .duration(from: .seconds(1), to: .hours(1)), default: "10s",
                "between two pings"),
            Setting(
                "gateways[].timeout", .duration(from: .seconds(1), to: .minutes(2)), default: "15s",
                "of one status request"),
            Setting(
                "gateways[].discover", .flagOrMap, default: "false",
                "true watches all that the gateway lists; or a map of patterns"),
            Setting("gateways[].discover.include", .texts, default: "[\"*\"]", "patterns of names to watch"),
            Setting("gateways[].discover.exclude", .texts, default: "[]", "patterns of names to leave out"),
            Setting(
                group: "gateways[].probe", .map,
                "ask connected sessions something that only WhatsApp answers, to find those that are dead"),
            Setting(
                "gateways[].probe.every", .duration(from: .zero, to: .hours(24)), default: "0s",
                "0s for never; each question is a request of that session to WhatsApp, and many look like abuse: 15m or more"
            ),
            Setting(
                "gateways[].probe.timeout", .duration(from: .seconds(5), to: .minutes(2)), default: "20s",
                "of one question; two without an answer make a session connected/stale"),
            Setting(
                "gateways[].probe.remediate", .word(ProbeSettings.Remediation.allCases.map(\.rawValue)),
                default: "none",
                "stale restarts such a session, which may lose what it was about to send; none only tells"),
            Setting("gateways[].push_secret", .secret, default: "\"\"", "enables /hooks/<id>/<secret>"),
            Setting(group: "gateways[].defaults", .map, "what sessions say that do not say it themselves"),
            Setting(
                "gateways[].defaults.auto_start", autoStart, default: "listed",
                "which to start again; where nothing is written, discovered ones are `known`"),
            Setting("gateways[].defaults.expect", expectation, default: "auto", "whether sessions should be running"),
            Setting("gateways[].defaults.labels", .textMap, default: "{}", "for routes and reports"),
            Setting(group: "gateways[].sessions", .namedList, "the sessions to watch: a name, or a map"),
            Setting(required: "gateways[].sessions[].name", .text, example: "shop-07", "as the gateway spells it"),
            Setting("gateways[].sessions[].title", .text, default: "\"\"", "what people call it; empty for the name"),
            Setting(
                "gateways[].sessions[].phone", .text, default: "\"\"",
                "the full number it should be linked to: + and digits"),
            Setting("gateways[].sessions[].phone_hint", .text, default: "\"\"", "where the phone lies"),
            Setting(
                "gateways[].sessions[].holder", .text, default: "\"\"",
                "the contact who holds the phone; routes call them `holder`"),
            Setting("gateways[].sessions[].labels", .textMap, default: "{}", "added to those of `defaults`"),
            Setting(
                "gateways[].sessions[].expect", expectation, default: "auto",
                "auto alerts when it is stopped, running starts it too, stopped is quiet"),
            Setting(
                "gateways[].sessions[].auto_start", autoStart, default: "listed",
                "listed starts it again, known only if seen connected before, off never"),
            Setting(group: "gateways[].policy", .map, "the same as `policy` below, for this gateway alone"),
        ] + policy(under: "gateways[].policy")

    private static let channels =
        [Setting(group: "channels", .list, "where messages go")]
        + channel(
            .webhook,
            [
                Setting(
                    required: "channels[webhook].url", .text, example: "\"http://127.0.0.1:5678/webhook/relink\"",
                    "called for every event; empty through a variable turns the channel off"),
                Setting(
                    "channels[webhook].method", .word(WebhookSettings.Method.allCases.map(\.rawValue)), default: "POST",
                    "how it is called"),
                Setting("channels[webhook].headers", .secretMap, default: "{}", "further headers"),
                Setting("channels[webhook].content_type", .text, default: "application/json", "of the body"),
                Setting(
                    "channels[webhook].body_template", .text, default: "\"\"",
                    "a Mustache file for the body, relative to this file; empty for the built-in one"),
                Setting(
                    "channels[webhook].signing_secret", .secrets, default: "\"\"",
                    "Standard Webhooks secret, or a list with the newest first"),
                Setting(
                    "channels[webhook].events", .words(EventSubscription.allCases.map(\.rawValue)),
                    default: "[incidents]", "what it wants to be told"),
                qrForm(.webhook),
            ])
        + channel(
            .slack,
            [
                Setting(
                    required: "channels[slack].url", .secret, example: "\"https://hooks.slack.com/services/change-me\"",
                    "an incoming webhook; empty through a variable turns the channel off")
            ])
        + channel(
            .telegram,
            [
                Setting(
                    required: "channels[telegram].token", .secret, example: "\"123456:change-me\"",
                    "the bot's token; empty through a variable turns the channel off"),
                Setting(
                    required: "channels[telegram].chat_id", .text, example: "\"-1001234567890\"",
                    "a number, or @channel"),
                Setting(
                    "channels[telegram].base_url", .text, default: "\"https://api.telegram.org\"", "of the Bot API"),
                qrForm(.telegram),
            ])

    private static func channel(_ kind: ChannelKind, _ settings: [Setting]) -> [Setting] {
        let path = "channels[\(kind.rawValue)]"
        return [
            Setting(required: "\(path).id", .text, example: kind.rawValue, "letters, digits, - and _; routes name it"),
            Setting(
                required: "\(path).kind", .word(ChannelKind.allCases.map(\.rawValue)), example: kind.rawValue,
                "the service at the other end"),
        ] + settings + [
            Setting(
                "\(path).quiet", .text, default: "\"\"",
                "a calendar or times like \"22:00-07:00\": what is not critical waits for their end"),
            Setting("\(path).quiet_all", .flag, default: "false", "what is critical waits too"),
            Setting(
                "\(path).digest", .text, default: "\"\"",
                "a time like \"09:00\": what is not critical waits for it, every day"),
            Setting(
                "\(path).fallback", .text, default: "\"\"",
                "id of the channel that is told in its place while it takes nothing"),
            Setting(
                "\(path).meta", .flag, default: "false",
                "it is told what is wrong with Relink itself; where none is, the default route is"),
        ]
    }

    private static func qrForm(_ kind: ChannelKind) -> Setting {
        Setting(
            "channels[\(kind.rawValue)].qr", .word(QRForm.allCases.map(\.rawValue)), default: "auto",
            "how it shows the QR code")
    }

    private static let expectation = SettingType.word(SessionPlan.Expectation.allCases.map(\.rawValue))
    private static let autoStart = SettingType.word(SessionPlan.AutoStart.allCases.map(\.rawValue))
}
