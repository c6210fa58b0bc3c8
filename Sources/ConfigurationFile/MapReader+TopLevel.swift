// SPDX-License-Identifier: Apache-2.0

import Foundation
import RelinkModel

extension MapReader {
    /// `timezone:`, a name that this machine knows.
    func timezone() -> String {
        let name = string("timezone")
        guard name.contains("/") || name == "UTC" || name == "GMT", TimeZone(identifier: name) != nil else {
            let known = TimeZone.knownTimeZoneIdentifiers
            let text = optionalText("timezone")
            let hint = text?.isLiteral == true ? Suggestion.phrase(for: name, among: known) : ""
            let advice = hint.isEmpty ? "; write an IANA name such as Europe/Lisbon" : hint
            reading.error("no such time zone: \(text?.shown ?? "")\(advice)", at: place(of: "timezone"))
            return name
        }
        return name
    }

    /// `templates_dir:`, nil where nothing is set.
    func templatesDirectory() -> String? {
        guard let text = optionalText("templates_dir"), !text.value.isEmpty else { return nil }
        let path = FileAccess.resolve(text.value, besides: text.place.file)
        if reading.files.list(path) == nil {
            reading.error("`templates_dir` must be a directory that exists", at: text.place)
        }
        return path
    }

    /// `server:`.
    func server(gateways: [GatewayID]) -> ServerSettings {
        let none = YAMLNode(content: .mapping([]), place: place)
        let block = map("server") ?? MapReader(none, path: "server", reading: reading)
        let written = block?.string("listen") ?? ""
        let place = block?.place(of: "listen") ?? place
        let apiKey = block?.secret("api_key")
        let listen = ListenAddress(written)
        if listen == nil {
            reading.error("`listen` must be host:port, as in 127.0.0.1:8480 or [::1]:8480", at: place)
        } else if listen?.isLoopback == false, apiKey == nil {
            reading.error("`listen` lets other machines in, so `server.api_key` must be set", at: place)
        }
        return ServerSettings(
            listen: listen ?? .fallback, apiKey: apiKey, compatGateway: block?.compatGateway(gateways),
            allowedHosts: block?.allowedHosts() ?? [])
    }

    /// `store:`.
    func store() -> StoreSettings {
        let none = YAMLNode(content: .mapping([]), place: place)
        let block = map("store") ?? MapReader(none, path: "store", reading: reading)
        let url = block?.string("url") ?? ""
        let scheme = "sqlite:"
        if !url.hasPrefix(scheme) || url.count == scheme.count || url.hasPrefix("sqlite://") || url.hasSuffix("/") {
            reading.error("`url` must be sqlite:PATH, as in sqlite:relink.db", at: block?.place(of: "url") ?? place)
        }
        let path = FileAccess.resolve(String(url.dropFirst(scheme.count)), besides: place.file)
        return StoreSettings(path: path, keep: block?.duration("keep") ?? .zero)
    }

    /// `heartbeat:`, nil where no address is set.
    func heartbeat() -> HeartbeatSettings? {
        guard let block = map("heartbeat") else { return nil }
        let kind = block.word("kind", as: HeartbeatKind.self) ?? .healthchecks
        let every = block.duration("every")
        guard let text = block.optionalText("url"), !text.value.isEmpty,
            block.checkedAddress(text, key: "url", allowsQuery: true) != nil, let url = block.secret(text)
        else { return nil }
        return HeartbeatSettings(kind: kind, url: url, every: every)
    }

    private func compatGateway(_ gateways: [GatewayID]) -> GatewayID? {
        guard let text = optionalText("compat_gateway"), !text.value.isEmpty else { return gateways.first }
        if !gateways.contains(GatewayID(text.value)) {
            let hint = text.isLiteral ? Suggestion.phrase(for: text.value, among: gateways.map(\.rawValue)) : ""
            reading.error("there is no gateway \(text.shown)\(hint)", at: text.place)
        }
        return GatewayID(text.value)
    }

    private func allowedHosts() -> [String] {
        texts("allowed_hosts").compactMap { text in
            guard HostName.isValid(text.value) || ListenAddress(text.value) != nil else {
                reading.error("`allowed_hosts` takes names of hosts, as in relink.example.com", at: text.place)
                return nil
            }
            return text.value.lowercased()
        }
    }
}

extension ListenAddress {
    /// Stands in where the file has none that is usable; such a file is never run.
    fileprivate static let fallback = ListenAddress(host: "127.0.0.1", port: 8480)
}
