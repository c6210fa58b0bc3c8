// SPDX-License-Identifier: Apache-2.0

import Signing
import Testing

struct HexadecimalTests {
    @Test func everyByteComesBack() {
        let bytes = Array(UInt8.min...UInt8.max)
        #expect(Hexadecimal.decode(Hexadecimal.encode(bytes)) == bytes)
        #expect(Hexadecimal.encode([0x00, 0x0F, 0xA0, 0xFF]) == "000fa0ff")
        #expect(Hexadecimal.decode("FFa0") == [0xFF, 0xA0])
    }

    @Test(arguments: ["0", "0g", " 00", "00\n", "+1", "0x00", "é"])
    func refusesAnythingElse(text: String) {
        #expect(Hexadecimal.decode(text) == nil)
    }
}
