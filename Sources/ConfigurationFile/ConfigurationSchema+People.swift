// SPDX-License-Identifier: Apache-2.0

import RelinkModel

extension ConfigurationSchema {
    /// Who there is, and when they are there.
    static let people: [Setting] = [
        Setting(group: "contacts", .list, "people behind channels; routes and sessions name them"),
        Setting(
            required: "contacts[].id", .text, example: "night-shift", "letters, digits, - and _; not `holder`"),
        Setting(required: "contacts[].channel", .text, example: "webhook", "the channel that reaches them"),
        Setting(
            "contacts[].to", .text, default: "\"\"",
            "their address there: a Telegram chat; for a webhook anything, it gets it as contact.to"),
        Setting(
            "contacts[].audience", .word(ContactPlan.Audience.allCases.map(\.rawValue)), default: "operator",
            "a holder is told of each session alone, in words, without a code"),
        Setting(
            "contacts[].locale", .text, default: "\"\"",
            "the language in which they are told of a session: de, es, fr, pt, or a file of yours; empty for English"),
        Setting(
            "contacts[].attended", .text, default: "\"\"",
            "a calendar or times like \"Mon-Sat 09:00-19:00\"; they are told within them. Empty for always"),
        Setting(
            "calendars", .textsMap, default: "{}",
            "names for times, as in { shop-hours: \"Mon-Sat 09:00-19:00\" }, in the zone above"),
    ]

    /// Who is told what, and when nobody is.
    static let routes: [Setting] =
        [
            Setting(
                group: "routes", .list, "who is told what; all that match notify. None: everything to every channel"),
            Setting(group: "routes[].match", .map, "every key must fit; none fits everything"),
        ] + match(under: "routes[].match") + [
            Setting(
                "routes[].match.event", .words(EventKind.allCases.map(\.rawValue)), default: "[]",
                "kinds of events that begin something; what follows goes to whoever was told"),
            Setting(
                required: "routes[].notify", .texts, example: "[slack]", "ids of channels and contacts, or `holder`"),
        ] + escalation(under: "routes[].escalate", example: "night-shift") + [
            Setting("routes[].stop", .flag, default: "false", "do not look at later routes"),
            Setting(group: "default_route", .map, "told when no route matches; required when there are routes"),
            Setting(
                required: "default_route.notify", .texts, example: "[webhook, slack, telegram]",
                "ids of channels and contacts, or `holder`"),
        ] + escalation(under: "default_route.escalate", example: "night-shift") + [
            Setting(group: "maintenance", .list, "recurring silences; their end tells what is still down"),
            Setting(group: "maintenance[].match", .map, "what they cover, as in routes"),
        ] + match(under: "maintenance[].match") + [
            Setting(
                required: "maintenance[].during", .text, example: "\"Sun 03:00-03:30\"", "a calendar, or times"),
            Setting("maintenance[].comment", .text, default: "\"\"", "why, for people who ask"),
        ]

    private static func match(under path: String) -> [Setting] {
        [
            Setting("\(path).severity", .words(Severity.allCases.map(\.rawValue)), default: "[]", "of the event"),
            Setting("\(path).gateway", .texts, default: "[]", "ids of gateways"),
            Setting("\(path).session", .texts, default: "[]", "patterns of session names"),
            Setting("\(path).labels", .textMap, default: "{}", "labels that the session must have"),
            Setting("\(path).state", .words(SessionState.allCases.map(\.rawValue)), default: "[]", "of the session"),
        ]
    }

    private static func escalation(under path: String, example: String) -> [Setting] {
        [
            Setting(group: path, .list, "who is told later, as long as nobody takes the outage on"),
            Setting(
                required: "\(path)[].after", .duration(from: .seconds(1), to: .hours(24 * 7)), example: "15m",
                "of the outage, not counting time in which nobody can act"),
            Setting(required: "\(path)[].notify", .texts, example: "[\(example)]", "as in `notify`"),
        ]
    }
}
