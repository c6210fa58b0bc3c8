// SPDX-License-Identifier: Apache-2.0

import QRImage
import Testing

struct QRCodePNGTests {
    static let payloads = [
        "a", "2@abc,def+/==", QRCodeTests.pairing, "https://relink.example.com/q/AbC-_123.x",
        String(repeating: "Zz9+", count: 256),
    ]

    @Test(arguments: payloads)
    func canBeScanned(payload: String) throws {
        #expect(try BarcodeReader.read(QRCode(payload: payload).png()) == payload)
    }

    @Test(arguments: [1, 3, 4, 8, 10], [0, 4])
    func hasAPixelForEachModule(scale: Int, quiet: Int) throws {
        let code = try QRCode(payload: QRCodeTests.pairing)
        let bitmap = code.bitmap(scale: scale, quiet: quiet)
        let side = (code.size + 2 * quiet) * scale
        #expect(bitmap.width == side && bitmap.height == side)
        let wrong = (0..<side * side).first { index in
            let (x, y) = (index % side, index / side)
            return bitmap.isBlack(x: x, y: y) != code.isDark(column: x / scale - quiet, row: y / scale - quiet)
        }
        #expect(wrong == nil)
    }

    @Test func isSmall() throws {
        #expect(try QRCode(payload: QRCodeTests.pairing).png().count < 1600)
    }
}
