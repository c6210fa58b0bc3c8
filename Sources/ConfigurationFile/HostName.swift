// SPDX-License-Identifier: Apache-2.0

/// What can be told of a host from its spelling, without asking a resolver.
enum HostName {
    /// Letters, digits, dots, hyphens and underscores (container names have those), no empty label.
    static func isValid(_ host: some StringProtocol) -> Bool {
        guard (1...253).contains(host.utf8.count) else { return false }
        let labels = host.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return labels.allSatisfy { label in
            (1...63).contains(label.count) && label.allSatisfy { $0.isWordByte || $0 == UInt8(ascii: "-") }
        }
    }

    /// Whether a byte may stand in an IPv6 address: hexadecimal digits, colons, and dots of a mapped IPv4 one.
    static func isIPv6Byte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x3A, 0x41...0x46, 0x61...0x66, 0x2E: true
        default: false
        }
    }

    /// Whether the host is this machine.
    static func isLoopback(_ host: String) -> Bool {
        let host = host.lowercased()
        return host == "localhost" || host == "::1" || octets(host)?.first == 127
    }

    /// Whether traffic to the host stays on private ground: private and shared address space (RFC 1918, 6598, 4193),
    /// link-local, names without a dot (containers), and the endings that no public resolver answers.
    static func isPrivate(_ host: String) -> Bool {
        let host = host.lowercased()
        if isLoopback(host) { return true }
        if host.contains(":") { return ["fc", "fd", "fe8", "fe9", "fea", "feb"].contains { host.hasPrefix($0) } }
        if let address = octets(host) {
            switch (address[0], address[1]) {
            case (10, _), (192, 168), (169, 254), (172, 16...31), (100, 64...127): return true
            default: return false
            }
        }
        if !host.contains(".") { return true }
        return [".local", ".lan", ".internal", ".home.arpa", ".localhost"].contains { host.hasSuffix($0) }
    }

    private static func octets(_ host: String) -> [Int]? {
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { UInt8($0) }.map(Int.init)
        return parts.count == 4 && numbers.count == 4 ? numbers : nil
    }
}

extension UInt8 {
    /// Whether the byte is an ASCII letter, digit or `_`.
    var isWordByte: Bool {
        switch self {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F: true
        default: false
        }
    }
}
