// SPDX-License-Identifier: Apache-2.0

import QRImage
import Testing

struct QRCodeTerminalTests {
    static let payloads = ["a", QRCodeTests.pairing, "https://relink.example.com/s/AbC123"]

    @Test(arguments: payloads, QRCode.TerminalStyle.allCases)
    func canBeScanned(payload: String, style: QRCode.TerminalStyle) throws {
        let text = try QRCode(payload: payload).halfBlocks(style: style, quiet: 4)
        #expect(try BarcodeReader.read(Self.picture(text, style: style)) == payload)
    }

    @Test(arguments: [2, 3, 4], QRCode.TerminalStyle.allCases)
    func everyLineIsAsWide(quiet: Int, style: QRCode.TerminalStyle) throws {
        let code = try QRCode(payload: "a")
        let lines = Self.lines(code.halfBlocks(style: style, quiet: quiet))
        #expect(lines.count == (code.size + 2 * quiet + 1) / 2)
        #expect(Set(lines.map(\.count)) == [code.size + 2 * quiet])
    }

    @Test func colouredSetsBothColoursOnEveryLineAndTakesThemBack() throws {
        let text = try QRCode(payload: "a").halfBlocks(style: .coloured)
        for line in text.split(separator: "\n") {
            #expect(line.hasPrefix("\u{1B}[38;5;16;48;5;231m"))
            #expect(line.hasSuffix("\u{1B}[0m"))
        }
    }

    @Test func plainHasNoEscapeSequences() throws {
        #expect(try !QRCode(payload: "a").halfBlocks(style: .plain).unicodeScalars.contains("\u{1B}"))
    }

    private static func lines(_ text: String) -> [String] {
        text.split(separator: "\n").map { line in
            String(line.replacing("\u{1B}[38;5;16;48;5;231m", with: "").replacing("\u{1B}[0m", with: ""))
        }
    }

    /// What a terminal shows, as a PNG: plain text is light on a dark background.
    private static func picture(_ text: String, style: QRCode.TerminalStyle) -> [UInt8] {
        let lines = lines(text)
        let scale = 8
        var bitmap = PNGBitmap(width: (lines.first?.count ?? 1) * scale, height: lines.count * 2 * scale)
        for (row, line) in lines.enumerated() {
            for (column, character) in line.enumerated() {
                for (half, drawn) in [["█", "▀"].contains(character), ["█", "▄"].contains(character)].enumerated()
                where drawn == (style == .coloured) {
                    bitmap.fillBlack(
                        x: column * scale, y: (row * 2 + half) * scale, width: scale, height: scale)
                }
            }
        }
        return bitmap.png()
    }
}
