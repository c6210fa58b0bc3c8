// SPDX-License-Identifier: Apache-2.0

import QRImage
import Testing

struct PNGBitmapTests {
    struct Chunk {
        let type: String
        let data: [UInt8]
        let checksum: UInt32
        /// What the checksum has to be, computed bit by bit (PNG specification, annex D).
        let expected: UInt32
    }

    @Test func isAPNGOfOneBit() throws {
        var bitmap = PNGBitmap(width: 300, height: 2)
        bitmap.fillBlack(x: 1, y: 0, width: 2, height: 1)
        let file = bitmap.png()
        #expect(file.prefix(8) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
        let chunks = Self.chunks(file.dropFirst(8))
        #expect(chunks.map(\.type) == ["IHDR", "IDAT", "IEND"])
        #expect(chunks[0].data == [0, 0, 1, 44, 0, 0, 0, 2, 1, 0, 0, 0, 0])
        for chunk in chunks { #expect(chunk.checksum == chunk.expected) }
        // The checksum that ends every PNG.
        #expect(file.suffix(4) == [0xAE, 0x42, 0x60, 0x82])
    }

    /// Rectangles inside, across bytes, over the edges, outside, and empty.
    @Test(arguments: [
        (0, 0, 1, 1), (3, 1, 14, 3), (7, 0, 2, 5), (8, 2, 8, 1), (-5, -5, 8, 8), (15, 3, 90, 90), (40, 40, 2, 2),
        (2, 2, 0, 3), (2, 2, -4, 3),
    ])
    func fillsExactlyTheRectangle(x: Int, y: Int, width: Int, height: Int) {
        var bitmap = PNGBitmap(width: 19, height: 5)
        bitmap.fillBlack(x: x, y: y, width: width, height: height)
        for row in 0..<5 {
            for column in 0..<19 {
                let inside = column >= x && column < x + width && row >= y && row < y + height
                #expect(bitmap.isBlack(x: column, y: row) == inside)
            }
        }
        #expect(!bitmap.isBlack(x: 19, y: 0) && !bitmap.isBlack(x: -1, y: 0) && !bitmap.isBlack(x: 0, y: 5))
    }

    @Test func addsToWhatIsBlackAlready() {
        var bitmap = PNGBitmap(width: 16, height: 2)
        bitmap.fillBlack(x: 0, y: 1, width: 3, height: 1)
        bitmap.fillBlack(x: 5, y: 0, width: 2, height: 2)
        #expect((0..<16).map { bitmap.isBlack(x: $0, y: 1) ? "#" : "." }.joined() == "###..##.........")
        #expect((0..<16).map { bitmap.isBlack(x: $0, y: 0) ? "#" : "." }.joined() == ".....##.........")
    }

    private static func chunks(_ bytes: ArraySlice<UInt8>) -> [Chunk] {
        var rest = bytes
        var chunks: [Chunk] = []
        while rest.count >= 12 {
            let length = Int(number(rest.prefix(4)))
            let checked = rest.dropFirst(4).prefix(4 + length)
            chunks.append(
                Chunk(
                    type: String(decoding: checked.prefix(4), as: UTF8.self), data: Array(checked.dropFirst(4)),
                    checksum: number(rest.dropFirst(8 + length).prefix(4)), expected: checksum(checked)))
            rest = rest.dropFirst(12 + length)
        }
        return chunks
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        bytes.reduce(0) { $0 << 8 | UInt32($1) }
    }

    private static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        ~bytes.reduce(UInt32.max) { sum, byte in
            (0..<8).reduce(sum ^ UInt32(byte)) { sum, _ in sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
        }
    }
}
