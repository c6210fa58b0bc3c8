// SPDX-License-Identifier: Apache-2.0

import CZlib

/// A black and white picture, and its PNG: one bit per pixel, greyscale, no interlacing (PNG specification, third
/// edition, sections 5 and 11.2).
package struct PNGBitmap: Equatable, Sendable {
    /// Pixels per row.
    package let width: Int
    /// Rows.
    package let height: Int
    /// Bytes per row.
    private let stride: Int
    /// Row by row, the leftmost pixel in the highest bit; 1 is white.
    private var pixels: [UInt8]

    /// A white picture of 1 to 16 384 pixels per side.
    package init(width: Int, height: Int) {
        precondition(1...16_384 ~= width && 1...16_384 ~= height, "a picture has 1 to 16384 pixels per side")
        self.width = width
        self.height = height
        stride = (width + 7) / 8
        pixels = Array(repeating: 0xFF, count: stride * height)
    }

    /// Whether the pixel is black. Outside the picture nothing is.
    package func isBlack(x: Int, y: Int) -> Bool {
        guard 0..<width ~= x, 0..<height ~= y else { return false }
        return pixels[y * stride + x / 8] & (0x80 >> UInt8(x % 8)) == 0
    }

    /// Blackens a rectangle; what lies outside the picture is cut off.
    package mutating func fillBlack(x: Int, y: Int, width: Int, height: Int) {
        let columns = (x..<x + max(0, width)).clamped(to: 0..<self.width)
        let lines = (y..<y + max(0, height)).clamped(to: 0..<self.height)
        guard let left = columns.first, let right = columns.last else { return }
        for byte in left / 8...right / 8 {
            // What stays of this byte: the pixels before the first column and behind the last one.
            let before = byte == left / 8 ? ~(0xFF >> UInt8(left % 8)) : UInt8(0)
            let behind = byte == right / 8 ? UInt8(0x7F) >> UInt8(right % 8) : 0
            for line in lines { pixels[line * stride + byte] &= before | behind }
        }
    }

    /// The picture as a PNG file.
    package func png() -> [UInt8] {
        var file: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        // 1 bit deep, greyscale, deflate, adaptive filters, not interlaced.
        append("IHDR", bigEndian(UInt32(width)) + bigEndian(UInt32(height)) + [1, 0, 0, 0, 0], to: &file)
        append("IDAT", deflated(scanlines()), to: &file)
        append("IEND", [], to: &file)
        return file
    }

    /// The rows, each behind its filter byte. A row that equals the one above is stored as the difference to it (filter
    /// 2), that is as zeros: most rows of a scaled code do, and deflate passes over zeros fastest.
    private func scanlines() -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(height * (stride + 1))
        var above: ArraySlice<UInt8> = []
        for start in Swift.stride(from: 0, to: pixels.count, by: stride) {
            let row = pixels[start..<start + stride]
            if row == above {
                bytes.append(2)
                bytes.append(contentsOf: repeatElement(0, count: stride))
            } else {
                bytes.append(0)
                bytes.append(contentsOf: row)
            }
            above = row
        }
        return bytes
    }

    /// Level 2: for codes an eighth of the time of the default level, and a quarter more bytes.
    private func deflated(_ bytes: [UInt8]) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: Int(compressBound(uLong(bytes.count)))) { buffer, count in
            var length = uLongf(buffer.count)
            let status = compress2(buffer.baseAddress, &length, bytes, uLong(bytes.count), 2)
            // With a buffer of compressBound bytes only a lack of memory is left (zlib.h, compress2).
            precondition(status == Z_OK, "zlib could not allocate memory")
            count = Int(length)
        }
    }

    /// Appends a chunk: length, type, data, and the CRC-32 of type and data.
    private func append(_ type: StaticString, _ data: [UInt8], to file: inout [UInt8]) {
        let checked = type.withUTF8Buffer { Array($0) } + data
        file += bigEndian(UInt32(data.count)) + checked
        file += bigEndian(UInt32(truncatingIfNeeded: crc32(0, checked, uInt(checked.count))))
    }

    private func bigEndian(_ number: UInt32) -> [UInt8] {
        withUnsafeBytes(of: number.bigEndian) { Array($0) }
    }
}
