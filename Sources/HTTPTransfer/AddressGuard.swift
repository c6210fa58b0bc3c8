// SPDX-License-Identifier: Apache-2.0

/// Decides which IP addresses may be connected to, after name resolution, so that no name and no spelling of an address
/// (decimal, hexadecimal, `0`, mapped into IPv6) gets around it.
///
/// Private ranges are allowed: gateways and self-hosted receivers live there. Refused is what never is one: link-local
/// with the cloud metadata services, "this network", multicast and broadcast.
package struct AddressGuard: Sendable, Hashable {
    /// The guard; there is nothing to choose.
    package init() {}

    /// Whether the address of 4 or 16 bytes is refused. So is any other number of bytes.
    package func blocks(_ address: [UInt8]) -> Bool {
        switch address.count {
        case 4: Self.blocks4(address[...])
        case 16: Self.blocks16(address)
        default: true
        }
    }

    private static func blocks4(_ address: ArraySlice<UInt8>) -> Bool {
        let first = address[address.startIndex]
        let second = address[address.startIndex + 1]
        return switch first {
        case 0: true  // 0.0.0.0/8: "this network"; Linux connects 0.0.0.0 to itself
        case 169: second == 254  // link-local, metadata at 169.254.169.254
        case 224...239: true  // multicast
        case 255: address.allSatisfy { $0 == 255 }  // broadcast
        default: false
        }
    }

    private static func blocks16(_ address: [UInt8]) -> Bool {
        if let embedded = embedded4(in: address), blocks4(embedded) { return true }
        if address.allSatisfy({ $0 == 0 }) { return true }  // ::, the same as 0.0.0.0
        if address[0] == 0xFF { return true }  // ff00::/8, multicast
        if address[0] == 0xFE, address[1] & 0xC0 == 0x80 { return true }  // fe80::/10, link-local
        return address == metadata
    }

    /// fd00:ec2::254, the metadata service of EC2 over IPv6.
    private static let metadata: [UInt8] = [0xFD, 0, 0x0E, 0xC2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x02, 0x54]

    /// The IPv4 address inside ::ffff:0:0/96 (mapped), ::/96 (compatible), 64:ff9b::/96 (NAT64, RFC 6052) and
    /// 2002::/16 (6to4, RFC 3056); ::1 and :: are none.
    private static func embedded4(in address: [UInt8]) -> ArraySlice<UInt8>? {
        if address[0] == 0x20, address[1] == 0x02 { return address[2..<6] }
        let isNAT64 = address.starts(with: [0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0])
        let isMapped = address.starts(with: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF])
        let isCompatible = address[..<12].allSatisfy { $0 == 0 } && address[12...] != [0, 0, 0, 1]
        return isNAT64 || isMapped || isCompatible ? address[12...] : nil
    }
}
