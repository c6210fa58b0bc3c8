// SPDX-License-Identifier: Apache-2.0

import ConfigurationFile

/// The socket over which commands speak to the daemon: a file in the data directory that only its owner can use.
enum ControlSocket {
    /// Beside the store.
    static func path(_ configuration: Configuration) -> String {
        let store = configuration.store.path
        guard let slash = store.lastIndex(of: "/") else { return "relink.sock" }
        return store[...slash] + "relink.sock"
    }
}
