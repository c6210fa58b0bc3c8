// SPDX-License-Identifier: Apache-2.0

/// The host of an authority such as `Example.com.:8480` or `[::1]:8480`, in the one form that can be compared.
struct HostName: Hashable, Sendable {
    let text: String

    /// Cuts the port off, and a final dot, and lowers the case. Takes a bare IPv6 address as it is.
    init(_ authority: some StringProtocol) {
        var host = authority.lowercased()[...]
        if host.first == "[" {
            host = host.dropFirst().prefix { $0 != "]" }
        } else if let colon = host.firstIndex(of: ":"), colon == host.lastIndex(of: ":") {
            host = host[..<colon]
        }
        if host.last == "." { host = host.dropLast() }
        text = String(host)
    }

    /// `localhost`, ::1, and 127.0.0.0/8 written as four numbers.
    var isLoopback: Bool {
        if text == "localhost" || text == "::1" { return true }
        let numbers = text.split(separator: ".", omittingEmptySubsequences: false)
        return numbers.count == 4 && numbers[0] == "127" && numbers.allSatisfy { UInt8($0) != nil }
    }
}
