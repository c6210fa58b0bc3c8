// SPDX-License-Identifier: Apache-2.0

import RelinkModel

/// Makes what a receiver said fit for a log: clean, short, and without any secret of ours that it repeats.
struct ReceiverWords: Sendable {
    private let secrets: [String]

    /// Hides those values. Very short ones are left, since hiding them would make words unreadable and protect nothing.
    init(hiding secrets: some Sequence<Secret>) {
        self.secrets = secrets.map(\.revealed).filter { $0.utf8.count >= 6 }.sorted { $0.utf8.count > $1.utf8.count }
    }

    /// At most 120 Unicode scalars of it.
    func line(_ text: String) -> String {
        var text = String(text.unicodeScalars.prefix(4096))
        for secret in secrets {
            text = text.split(separator: secret, omittingEmptySubsequences: false).joined(separator: "***")
        }
        return CleanText.line(text, limit: 120)
    }
}
