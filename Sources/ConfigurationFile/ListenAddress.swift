// SPDX-License-Identifier: Apache-2.0

/// A `host:port` to listen at. IPv6 addresses are written in brackets.
package struct ListenAddress: Hashable, Sendable, CustomStringConvertible {
    /// An address or a name, without brackets.
    package let host: String
    /// 0 to 65535; 0 takes any free one.
    package let port: Int

    /// That host and port.
    package init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    /// Reads `host:port`, nil when it is not one.
    package init?(_ text: String) {
        guard let colon = text.lastIndex(of: ":") else { return nil }
        let digits = text[text.index(after: colon)...]
        guard (1...5).contains(digits.utf8.count), digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let port = Int(digits), port <= 65535
        else { return nil }
        var host = text[..<colon]
        if host.hasPrefix("[") {
            guard host.hasSuffix("]") else { return nil }
            host = host.dropFirst().dropLast()
            guard host.contains(":"), host.utf8.allSatisfy(HostName.isIPv6Byte) else { return nil }
        } else {
            guard HostName.isValid(host) else { return nil }
        }
        self.host = String(host)
        self.port = port
    }

    /// Whether only this machine can connect to it.
    package var isLoopback: Bool { HostName.isLoopback(host) }

    package var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
