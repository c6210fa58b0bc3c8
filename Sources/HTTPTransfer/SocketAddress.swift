// SPDX-License-Identifier: Apache-2.0

import Glibc

/// IP addresses as the 4 or 16 bytes they are on the wire.
enum SocketAddress {
    /// The address in a socket address, or nil when the family is not IP.
    static func bytes(of address: UnsafeRawPointer, family: Int32) -> [UInt8]? {
        // sin_addr follows family and port, sin6_addr also the flow label (<netinet/in.h>).
        switch family {
        case AF_INET: Array(UnsafeRawBufferPointer(start: address + 4, count: 4))
        case AF_INET6: Array(UnsafeRawBufferPointer(start: address + 8, count: 16))
        default: nil
        }
    }

    /// The address a text such as "127.0.0.1" or "::1" names, or nil; a zone (`%eth0`) is left out.
    static func bytes(ofText text: UnsafePointer<CChar>) -> [UInt8]? {
        var four = [UInt8](repeating: 0, count: 4)
        if inet_pton(AF_INET, text, &four) == 1 { return four }
        var sixteen = [UInt8](repeating: 0, count: 16)
        let withoutZone = String(String(cString: text).prefix { $0 != "%" })
        return inet_pton(AF_INET6, withoutZone, &sixteen) == 1 ? sixteen : nil
    }

    /// The usual text of an address.
    static func text(of bytes: [UInt8]) -> String {
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        let family = bytes.count == 4 ? AF_INET : AF_INET6
        guard inet_ntop(family, bytes, &text, socklen_t(text.count)) != nil else { return "?" }
        return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
