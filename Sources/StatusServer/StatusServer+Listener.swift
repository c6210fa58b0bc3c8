// SPDX-License-Identifier: Apache-2.0

extension StatusServer {
    /// Where the server listens, which also says whom it trusts.
    package enum Listener: Hashable, Sendable, CustomStringConvertible {
        /// A TCP address; port 0 is any free one.
        case tcp(host: String, port: Int)
        /// A socket file of mode 0600: who can open it is the operator, and needs no key.
        case unix(path: String)

        package var description: String {
            switch self {
            case .tcp(let host, let port): host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
            case .unix(let path): path
            }
        }

        /// Whether whoever gets there is the operator.
        var isControl: Bool { if case .unix = self { true } else { false } }

        /// Whether only this machine can reach it.
        var isLocal: Bool {
            switch self {
            case .tcp(let host, _): HostName(host).isLoopback
            case .unix: true
            }
        }
    }
}
