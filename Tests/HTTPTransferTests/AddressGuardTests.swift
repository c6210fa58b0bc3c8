// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import HTTPTransfer

struct AddressGuardTests {
    @Test(arguments: [
        "0.0.0.0", "0.1.2.3", "169.254.0.0", "169.254.169.254", "169.254.255.255", "224.0.0.1", "239.255.255.255",
        "255.255.255.255", "::", "ff02::1", "fe80::1", "febf::1", "fd00:ec2::254", "::ffff:169.254.169.254",
        "::ffff:0.0.0.0", "::169.254.169.254", "64:ff9b::169.254.169.254", "2002:a9fe:a9fe::1", "2002::1",
    ])
    func refuses(_ address: String) throws {
        #expect(AddressGuard().blocks(try #require(SocketAddress.bytes(ofText: address))))
    }

    @Test(arguments: [
        "1.1.1.1", "10.0.0.1", "127.0.0.1", "169.253.255.255", "169.255.0.0", "172.16.0.1", "192.168.1.1", "223.0.0.1",
        "255.255.255.254", "::1", "fd00::1", "fec0::1", "2001:db8::1", "::ffff:10.0.0.1", "64:ff9b::1.1.1.1",
        "2002:a00:1::1", "fd00:ec2::253",
    ])
    func allows(_ address: String) throws {
        #expect(!AddressGuard().blocks(try #require(SocketAddress.bytes(ofText: address))))
    }

    @Test(arguments: [0, 3, 5, 17])
    func refusesWhatIsNoAddress(_ length: Int) {
        #expect(AddressGuard().blocks([UInt8](repeating: 1, count: length)))
    }
}
