// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import Templating

extension AlertContext {
    /// Every name that a template can use, for the linter.
    static let schema: TemplateSchema = {
        var names: [String: TemplateSchema] = [:]
        for name in texts { names[name] = .text }
        for name in flagNames { names[name] = .boolean }
        names["gateway"] = .object(["id": .text, "kind": .text])
        names["session"] = .object([
            "name": .text, "title": .text, "address": .text, "phone_hint": .text, "account_last4": .text,
            "labels": .list(.object(["name": .text, "value": .text])),
        ])
        names["contact"] = .object(["id": .text, "to": .text])
        names["incident"] = .object([
            "id": .text, "code": .text, "opened_at": .text, "seq": .text, "acknowledged": .boolean,
        ])
        names["account"] = .object(["last4": .text, "is_expected": .boolean])
        names["qr"] = .object([
            "object": .text, "payload": .text, "png_base64": .text, "half_blocks": .text, "expires_at": .text,
            "round": .text, "sequence": .text, "page_url": .text, "pairing_code": .text,
        ])
        names["counts"] = .object(["total": .text, "connected_before": .text, "connected_now": .text])
        names["sessions"] = .list(
            .object([
                "name": .text, "title": .text, "state": .text, "detail": .text, "icon": .text, "since": .text,
                "code": .text,
            ]))
        names["acknowledgement"] = .object(["by": .text, "until": .text])
        names["dropped"] = .object(["count": .text, "from": .text, "to": .text])
        names["via"] = .object(["channel": .text, "since": .text])
        names["links"] = .object(["dashboard": .text, "acknowledge": .text])
        return .object(names)
    }()

    private static let texts = [
        "version", "id", "delivery", "type", "occurred_at", "title", "text", "subject", "sessions_total", "state",
        "detail", "previous_state", "severity", "status", "reason", "start_attempts", "since", "outage_seconds",
        "time_to_relink_seconds", "delay_seconds", "icon", "headline", "facts", "action", "way", "details",
        "state_words", "missed_before", "outages", "channel",
        "colour", "local_time", "since_words", "outage_words", "time_to_relink_words", "delay_words",
        "attended_from",
    ]

    private static let flagNames =
        SessionState.allCases.map(\.flag) + EventKind.allCases.map(\.flag) + Severity.allCases.map(\.flag) + [
            "is_firing", "is_resolved", "is_session", "is_server", "is_group", "is_watcher", "has_qr", "shows_code",
            "after_gap",
            "opened_maybe_missed",
        ]
}

extension SessionState {
    /// `is_scan_qr`.
    var flag: String { "is_\(rawValue)" }

    /// The colour of its mark as `#RRGGBB`, for a bar beside a message.
    var colour: String {
        switch self {
        case .connected: "#2EB67D"
        case .scanQR: "#ECB22E"
        case .starting: "#36C5F0"
        case .failed, .stopped, .notFound: "#E01E5A"
        case .unreachable: "#454545"
        }
    }
}

extension EventKind {
    /// `is_session_opened`.
    var flag: String { "is_" + rawValue.split(separator: ".").joined(separator: "_") }
}

extension Severity {
    /// `is_critical`.
    var flag: String { "is_\(rawValue)" }
}
