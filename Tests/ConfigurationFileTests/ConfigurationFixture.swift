// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import ConfigurationFile

/// Files that exist only in a test, and the one way by which tests load them.
enum ConfigurationFixture {
    /// The smallest valid file.
    static let minimal = """
        gateways:
          - { id: main, kind: wwebjs, url: "http://127.0.0.1:3000", api_key: "${KEY:-k}", sessions: [shop-07] }
        channels:
          - { id: hook, kind: webhook, url: "http://127.0.0.1:5678/x" }

        """

    static func load(
        _ text: String, environment: [String: String] = [:], files: [String: String] = [:],
        openToOthers: Set<String> = []
    ) -> Configuration.Loaded {
        var files = files
        files["config.yaml"] = text
        return load(all: files, environment: environment, openToOthers: openToOthers)
    }

    static func load(
        all files: [String: String], environment: [String: String] = [:], openToOthers: Set<String> = []
    ) -> Configuration.Loaded {
        let access = FileAccess(
            read: { path throws(FileAccess.Failure) in
                guard let text = files[path] else { throw .missing }
                return text
            },
            list: { directory in
                let names = files.keys.filter { $0.hasPrefix(directory) }.map { String($0.dropFirst(directory.count)) }
                return names.isEmpty ? nil : names.filter { !$0.contains("/") }
            },
            isOpenToOthers: { openToOthers.contains($0) })
        return Configuration.load(path: "config.yaml", environment: environment, files: access)
    }

    /// The configuration of a text that must load.
    static func configuration(_ text: String, environment: [String: String] = [:]) throws -> Configuration {
        let loaded = load(text, environment: environment)
        return try #require(loaded.configuration, "\(loaded.problems)")
    }

    /// The directory of this file.
    static let directory = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
}
