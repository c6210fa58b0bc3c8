// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import OutboxStore

struct FileSystemTypeTests {
    private static let mounts = """
        22 27 0:21 / /proc rw,relatime - proc proc rw
        27 1 254:1 / / rw,relatime shared:1 master:2 - ext4 /dev/vda1 rw
        31 27 0:45 / /mnt/a rw - nfs4 server:/a rw,vers=4.2
        32 27 0:46 / /mnt/b rw
        """

    @Test(arguments: [("254:1", "ext4"), ("0:45", "nfs4"), ("0:21", "proc"), ("0:46", nil), ("9:9", nil)])
    func typeIsReadFromTheLineOfTheDevice(_ device: String, _ type: String?) {
        #expect(FileSystemType.named(device: device, in: Self.mounts) == type)
    }

    @Test(arguments: [(0xFE01 as UInt64, "254:1"), (0x2D, "0:45"), (0x1000_0010_0102, "4097:258")])
    func deviceNumbersAreSplitAsLinuxDoes(_ device: UInt64, _ name: String) {
        #expect(FileSystemType.deviceName(device) == name)
    }

    @Test func procIsRecognised() {
        #expect(FileSystemType.of("/proc") == "proc")
        #expect(FileSystemType.of("/proc/does-not-exist") == nil)
    }
}
