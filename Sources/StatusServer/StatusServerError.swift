// SPDX-License-Identifier: Apache-2.0

/// Why the server does not run.
package enum StatusServerError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The address can be reached from elsewhere, and there is no key.
    case keyRequired(address: String)
    /// The address cannot be bound; `reason` is the system's.
    case cannotListen(address: String, reason: String)
    /// Another process answers on the control socket.
    case alreadyRunning(path: String)
    /// Something that is not a socket has the control socket's name.
    case notASocket(path: String)
    /// The path is longer than a socket's may be.
    case pathTooLong(path: String, limit: Int)

    package var description: String {
        switch self {
        case .keyRequired(let address):
            "server.listen \(address) can be reached from other machines: set server.api_key, or listen on 127.0.0.1"
        case .cannotListen(let address, let reason):
            "cannot listen on \(address) (\(reason)); free the address or choose another one"
        case .alreadyRunning(let path):
            "another relink answers on \(path); stop it first, or give this one a data directory of its own"
        case .notASocket(let path):
            "\(path) is in the way of the control socket and is not a socket; move it away"
        case .pathTooLong(let path, let limit):
            "\(path) is too long for a socket, whose path may have \(limit) bytes; use a shorter data directory"
        }
    }
}
