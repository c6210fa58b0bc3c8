// SPDX-License-Identifier: Apache-2.0

/// Why the simulated gateway does not run.
package enum SimulatorError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The port cannot be bound; `reason` is the system's.
    case cannotListen(port: Int, reason: String)

    package var description: String {
        switch self {
        case .cannotListen(let port, let reason):
            "the simulated gateway cannot listen on 127.0.0.1:\(port) (\(reason)); choose another port"
        }
    }
}
